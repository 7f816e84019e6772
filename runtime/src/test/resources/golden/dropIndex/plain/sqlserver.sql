DROP INDEX [ix_orders_user] ON [orders];
GO
