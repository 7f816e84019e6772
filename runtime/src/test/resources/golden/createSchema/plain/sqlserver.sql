CREATE SCHEMA [billing];
GO
