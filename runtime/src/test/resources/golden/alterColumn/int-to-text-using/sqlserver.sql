ALTER TABLE [users] ADD [kmigrate_new] NVARCHAR(MAX) NULL;
GO
UPDATE [users] SET [kmigrate_new] = 'age ' || age;
GO
ALTER TABLE [users] DROP COLUMN [age];
GO
EXEC sp_rename N'[users].[kmigrate_new]', N'age', N'COLUMN';
GO
