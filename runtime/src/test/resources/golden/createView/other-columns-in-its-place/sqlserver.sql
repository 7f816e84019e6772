CREATE OR ALTER VIEW [mails] AS
select mail from people;
GO
