EXEC sp_rename N'[fk_orders_user]', N'fk_orders_buyer', N'OBJECT';
GO
