EXEC sp_rename N'[ck_orders_total]', N'ck_total', N'OBJECT';
GO
