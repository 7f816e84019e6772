DROP SCHEMA [billing];
GO
