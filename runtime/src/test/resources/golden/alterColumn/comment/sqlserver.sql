DECLARE @schema sysname = SCHEMA_NAME();
EXEC sys.sp_addextendedproperty @name = N'MS_Description',
    @value = N'where',
    @level0type = N'SCHEMA', @level0name = @schema,
    @level1type = N'TABLE', @level1name = N'users',
    @level2type = N'COLUMN', @level2name = N'email';
GO
