CREATE OR REPLACE VIEW "MAILS" AS
select mail from people
/
