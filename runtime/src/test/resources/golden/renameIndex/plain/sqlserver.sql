EXEC sp_rename N'[orders].[ix_orders_user]', N'ix_orders_buyer', N'INDEX';
GO
