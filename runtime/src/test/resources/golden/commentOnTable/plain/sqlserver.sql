DECLARE @schema sysname = SCHEMA_NAME();
EXEC sys.sp_addextendedproperty @name = N'MS_Description',
    @value = N'who''s here',
    @level0type = N'SCHEMA', @level0name = @schema,
    @level1type = N'TABLE', @level1name = N'people';
GO
