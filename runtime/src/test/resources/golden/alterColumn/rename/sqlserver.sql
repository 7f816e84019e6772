EXEC sp_rename N'[users].[email]', N'mail', N'COLUMN';
GO
