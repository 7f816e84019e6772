update prices set note = N'it''s', price = 1 where note = ':note' -- :note;
GO
