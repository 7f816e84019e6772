EXEC sp_rename N'[pk_orders]', N'pk_purchases', N'OBJECT';
GO
