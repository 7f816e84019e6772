CREATE VIEW "MAILS" AS
select id, mail from people
/
