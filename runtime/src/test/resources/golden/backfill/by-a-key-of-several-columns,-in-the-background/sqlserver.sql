SELECT TOP (1) [placed], [number], COUNT(*) OVER () AS [kmigrate_rows] FROM (SELECT TOP (100) [placed], [number] FROM [order_lines] WHERE [placed] >= :after_placed AND ([placed] > :after_placed OR ([placed] = :after_placed AND [number] > :after_number)) ORDER BY [placed], [number]) b ORDER BY [placed] DESC, [number] DESC;
GO
UPDATE [order_lines] SET [total] = total + 1 WHERE [placed] >= :after_placed AND ([placed] > :after_placed OR ([placed] = :after_placed AND [number] > :after_number)) AND [placed] <= :last_placed AND ([placed] < :last_placed OR ([placed] = :last_placed AND [number] <= :last_number));
GO
