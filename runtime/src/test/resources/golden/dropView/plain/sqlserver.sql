DROP VIEW [mails];
GO
