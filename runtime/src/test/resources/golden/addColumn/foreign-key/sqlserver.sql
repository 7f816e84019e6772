ALTER TABLE [orders] ADD [buyer_id] BIGINT NULL CONSTRAINT [fk_orders_buyer] REFERENCES [users] ([id]) ON DELETE SET NULL;
GO
