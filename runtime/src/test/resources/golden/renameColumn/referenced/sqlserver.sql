EXEC sp_rename N'[users].[id]', N'key', N'COLUMN';
GO
