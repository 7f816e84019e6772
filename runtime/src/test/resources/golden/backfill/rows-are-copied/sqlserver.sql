SELECT TOP (1) [id], COUNT(*) OVER () AS [kmigrate_rows] FROM (SELECT TOP (1000) [id] FROM [customers] WHERE [id] > :after_id ORDER BY [id]) b ORDER BY [id] DESC;
GO
INSERT INTO [old_customers] ([id], [full_name]) SELECT [id], [full_name] FROM [customers] WHERE [id] > :after_id AND [id] <= :last_id AND (id < 1000);
GO
