ALTER TABLE [orders] DROP CONSTRAINT [uq_orders_note];
GO
ALTER TABLE [orders] ALTER COLUMN [note] NVARCHAR(500) NOT NULL;
GO
EXEC sp_rename N'[orders].[note]', N'remark', N'COLUMN';
GO
ALTER TABLE [orders] ADD CONSTRAINT [DF_orders_remark] DEFAULT N'none' FOR [remark];
GO
ALTER TABLE [orders] ADD CONSTRAINT [uq_orders_note] UNIQUE ([remark]);
GO
