SELECT MAX([id]), COUNT(*) FROM (SELECT TOP (1000) [id] FROM [customers] WHERE [id] > :after_id ORDER BY [id]) b HAVING COUNT(*) > 0;
GO
UPDATE [customers] SET [given_name] = trim(full_name) WHERE [id] > :after_id AND [id] <= :last_id AND (given_name is null);
GO
