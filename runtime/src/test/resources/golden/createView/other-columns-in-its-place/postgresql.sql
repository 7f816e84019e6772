DO $kmigrate$ BEGIN
CREATE OR REPLACE VIEW "mails" AS
select mail from people;
EXCEPTION WHEN invalid_table_definition THEN
DROP VIEW IF EXISTS "mails";
CREATE VIEW "mails" AS
select mail from people;
END $kmigrate$;
