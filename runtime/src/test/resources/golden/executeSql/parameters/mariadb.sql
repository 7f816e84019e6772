update prices set note = 'it''s', price = 1 where note = ':note' -- :note;
