EXEC sp_rename N'[uq_orders_note]', N'uq_note', N'OBJECT';
GO
