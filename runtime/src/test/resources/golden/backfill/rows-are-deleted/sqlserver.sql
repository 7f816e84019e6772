SELECT MAX([id]), COUNT(*) FROM (SELECT TOP (1000) [id] FROM [customers] WHERE [id] > :after_id ORDER BY [id]) b HAVING COUNT(*) > 0;
GO
DELETE FROM [customers] WHERE [id] > :after_id AND [id] <= :last_id AND (id < 1000);
GO
