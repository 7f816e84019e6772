DECLARE @schema sysname = SCHEMA_NAME();
EXEC sys.sp_dropextendedproperty @name = N'MS_Description',
    @level0type = N'SCHEMA', @level0name = @schema,
    @level1type = N'TABLE', @level1name = N'people';
GO
