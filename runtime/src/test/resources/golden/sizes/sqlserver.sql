SELECT 0, SUM(CASE WHEN p.index_id IN (0, 1) THEN p.row_count ELSE 0 END),
    SUM(p.reserved_page_count) * 8192
FROM sys.dm_db_partition_stats p WHERE p.object_id = OBJECT_ID(N'[users]', N'U')
HAVING COUNT(*) > 0
UNION ALL
SELECT 1, SUM(CASE WHEN p.index_id IN (0, 1) THEN p.row_count ELSE 0 END),
    SUM(p.reserved_page_count) * 8192
FROM sys.dm_db_partition_stats p WHERE p.object_id = OBJECT_ID(N'[billing].[Own Orders]', N'U')
HAVING COUNT(*) > 0
