CREATE TABLE [orders] (
    [id] BIGINT NOT NULL,
    [user_id] BIGINT NULL,
    [total] INT NOT NULL CONSTRAINT [DF_orders_total] DEFAULT 0,
    [note] NVARCHAR(MAX) NULL,
    CONSTRAINT [pk_orders] PRIMARY KEY ([id])
);
GO
DECLARE @schema sysname = SCHEMA_NAME();
EXEC sys.sp_addextendedproperty @name = N'MS_Description',
    @value = N'what was bought',
    @level0type = N'SCHEMA', @level0name = @schema,
    @level1type = N'TABLE', @level1name = N'orders';
EXEC sys.sp_addextendedproperty @name = N'MS_Description',
    @value = N'it''s free',
    @level0type = N'SCHEMA', @level0name = @schema,
    @level1type = N'TABLE', @level1name = N'orders',
    @level2type = N'COLUMN', @level2name = N'note';
GO
