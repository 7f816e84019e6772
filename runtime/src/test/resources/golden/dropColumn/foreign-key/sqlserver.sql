ALTER TABLE [orders] DROP CONSTRAINT [fk_orders_user];
GO
ALTER TABLE [orders] DROP COLUMN [user_id];
GO
