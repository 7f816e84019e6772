IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID(N'[orders]') AND name = N'ix_orders_user')
CREATE INDEX [ix_orders_user] ON [orders] ([user_id]);
GO
