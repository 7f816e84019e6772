DROP VIEW IF EXISTS "mails";
CREATE VIEW "mails" AS
select mail from people;
