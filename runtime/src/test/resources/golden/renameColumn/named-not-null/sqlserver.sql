EXEC sp_rename N'[people].[mail]', N'email', N'COLUMN';
GO
