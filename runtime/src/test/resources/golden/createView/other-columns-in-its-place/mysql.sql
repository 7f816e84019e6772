CREATE OR REPLACE VIEW `mails` AS
select mail from people;
