ALTER TABLE [counters] ADD [kmigrate_new] INT NULL;
GO
UPDATE [counters] SET [kmigrate_new] = [gross];
GO
ALTER TABLE [counters] DROP COLUMN [gross];
GO
EXEC sp_rename N'[counters].[kmigrate_new]', N'gross', N'COLUMN';
GO
