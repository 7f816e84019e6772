EXEC sp_rename N'[orders].[user_id]', N'buyer_id', N'COLUMN';
GO
