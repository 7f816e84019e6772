CREATE VIEW [mails] AS
select id, mail from people;
GO
