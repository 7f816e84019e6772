ALTER TABLE [counters] DROP COLUMN [gross];
GO
ALTER TABLE [counters] ADD [gross] AS (net * 3) PERSISTED;
GO
