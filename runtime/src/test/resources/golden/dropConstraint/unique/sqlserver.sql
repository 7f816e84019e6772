ALTER TABLE [orders] DROP CONSTRAINT [uq_orders_note];
GO
