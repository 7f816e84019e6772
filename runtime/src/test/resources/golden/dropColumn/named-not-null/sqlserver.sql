ALTER TABLE [people] DROP COLUMN [mail];
GO
