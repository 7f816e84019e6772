DECLARE @name nvarchar(258) = (SELECT QUOTENAME(d.name) FROM sys.default_constraints d
    WHERE d.parent_object_id = OBJECT_ID(N'[users]')
    AND d.parent_column_id = COLUMNPROPERTY(OBJECT_ID(N'[users]'), N'active', 'ColumnId'));
IF @name IS NOT NULL EXEC (N'ALTER TABLE [users] DROP CONSTRAINT ' + @name);
GO
