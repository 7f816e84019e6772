EXEC sp_rename N'[mail_is_there]', N'has_mail', N'OBJECT';
GO
