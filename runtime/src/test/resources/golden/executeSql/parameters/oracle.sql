update prices set note = 'it''s'
/
