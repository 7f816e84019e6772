-- synonyms, rules and other objects
SELECT LOWER(REPLACE(o.type_desc COLLATE DATABASE_DEFAULT, N'_', N' ')), N'' + o.name COLLATE DATABASE_DEFAULT
    + CASE WHEN o.parent_object_id <> 0
        THEN N' on ' + N'' + OBJECT_NAME(o.parent_object_id) COLLATE DATABASE_DEFAULT ELSE N'' END,
    OBJECT_NAME(o.parent_object_id)
FROM sys.objects o
WHERE o.schema_id = SCHEMA_ID() AND o.is_ms_shipped = 0
  AND o.type NOT IN ('U', 'V', 'P', 'FN', 'IF', 'TF', 'TR', 'SO', 'C', 'F', 'PK', 'UQ', 'IT', 'S', 'TT')
  AND NOT (o.type = 'D' AND o.parent_object_id <> 0)
ORDER BY 1, 2;

-- types
SELECT CASE WHEN y.is_table_type = 1 THEN N'table type' WHEN y.is_assembly_type = 1 THEN N'CLR type'
    ELSE N'alias type' END, N'' + y.name COLLATE DATABASE_DEFAULT, NULL
FROM sys.types y WHERE y.is_user_defined = 1 AND y.schema_id = SCHEMA_ID()
UNION ALL
SELECT N'XML schema collection', N'' + x.name COLLATE DATABASE_DEFAULT, NULL
FROM sys.xml_schema_collections x WHERE x.schema_id = SCHEMA_ID()
ORDER BY 1, 2;

-- options of views and programs
SELECT k.kind + LOWER(REPLACE(o.type_desc COLLATE DATABASE_DEFAULT, N'_', N' ')), N'' + o.name COLLATE DATABASE_DEFAULT, OBJECT_NAME(o.parent_object_id)
FROM sys.sql_modules m
JOIN sys.objects o ON o.object_id = m.object_id
CROSS APPLY (VALUES
    (N'encrypted ', CASE WHEN m.definition IS NULL THEN 1 ELSE 0 END),
    (N'SCHEMABINDING of ', CASE WHEN o.type = 'V' AND m.is_schema_bound = 1 THEN 1 ELSE 0 END)) k (kind, holds)
WHERE o.schema_id = SCHEMA_ID() AND o.is_ms_shipped = 0 AND k.holds = 1
UNION ALL
SELECT N'CHECK OPTION of view', N'' + v.name COLLATE DATABASE_DEFAULT, NULL
FROM sys.views v WHERE v.schema_id = SCHEMA_ID() AND v.with_check_option = 1
UNION ALL
SELECT N'index of view', i.name COLLATE DATABASE_DEFAULT + N' on ' + N'' + v.name COLLATE DATABASE_DEFAULT, NULL
FROM sys.indexes i JOIN sys.views v ON v.object_id = i.object_id
WHERE v.schema_id = SCHEMA_ID() AND i.type <> 0
UNION ALL
SELECT N'disabled trigger', g.name COLLATE DATABASE_DEFAULT + N' on ' + N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.triggers g JOIN sys.tables t ON t.object_id = g.parent_id
WHERE t.schema_id = SCHEMA_ID() AND g.is_disabled = 1
ORDER BY 1, 2;

-- types of sequences
SELECT N'type of sequence', N'' + s.name COLLATE DATABASE_DEFAULT + N' (' + y.name COLLATE DATABASE_DEFAULT + N')', NULL
FROM sys.sequences s JOIN sys.types y ON y.user_type_id = s.user_type_id
WHERE s.schema_id = SCHEMA_ID() AND y.name <> N'bigint'
ORDER BY 1, 2;

-- kinds of tables
SELECT k.kind, N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.tables t
CROSS APPLY (VALUES
    (N'history table', CASE WHEN t.temporal_type = 1 THEN 1 ELSE 0 END),
    (N'system versioning of', CASE WHEN t.temporal_type = 2 THEN 1 ELSE 0 END),
    (N'MEMORY_OPTIMIZED of', CASE WHEN t.is_memory_optimized = 1 THEN 1 ELSE 0 END),
    (N'external table', CASE WHEN t.is_external = 1 THEN 1 ELSE 0 END),
    (N'FileTable', CASE WHEN t.is_filetable = 1 THEN 1 ELSE 0 END),
    (N'graph node', CASE WHEN t.is_node = 1 THEN 1 ELSE 0 END),
    (N'graph edge', CASE WHEN t.is_edge = 1 THEN 1 ELSE 0 END),
    (N'change data capture of', CASE WHEN t.is_tracked_by_cdc = 1 THEN 1 ELSE 0 END),
    (N'LOCK_ESCALATION of', CASE WHEN t.lock_escalation <> 0 THEN 1 ELSE 0 END)) k (kind, holds)
WHERE t.schema_id = SCHEMA_ID() AND t.is_ms_shipped = 0 AND k.holds = 1
UNION ALL
SELECT N'change tracking of', N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.change_tracking_tables c JOIN sys.tables t ON t.object_id = c.object_id
WHERE t.schema_id = SCHEMA_ID()
ORDER BY 1, 2;

-- partitions and compression
SELECT N'partitions of', N'' + t.name COLLATE DATABASE_DEFAULT + N' (' + p.name COLLATE DATABASE_DEFAULT + N')', t.name
FROM sys.indexes i
JOIN sys.tables t ON t.object_id = i.object_id
JOIN sys.partition_schemes p ON p.data_space_id = i.data_space_id
WHERE t.schema_id = SCHEMA_ID() AND i.index_id IN (0, 1)
UNION ALL
SELECT DISTINCT N'compression of', N'' + t.name COLLATE DATABASE_DEFAULT + N' (' + p.data_compression_desc COLLATE DATABASE_DEFAULT + N')', t.name
FROM sys.partitions p JOIN sys.tables t ON t.object_id = p.object_id
WHERE t.schema_id = SCHEMA_ID() AND p.index_id IN (0, 1) AND p.data_compression IN (1, 2)
ORDER BY 1, 2;

-- options of columns
SELECT k.kind, N'' + t.name COLLATE DATABASE_DEFAULT + N'.' + c.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.columns c
JOIN sys.tables t ON t.object_id = c.object_id
CROSS APPLY (VALUES
    (N'SPARSE of', CASE WHEN c.is_sparse = 1 THEN 1 ELSE 0 END),
    (N'column set', CASE WHEN c.is_column_set = 1 THEN 1 ELSE 0 END),
    (N'ROWGUIDCOL of', CASE WHEN c.is_rowguidcol = 1 THEN 1 ELSE 0 END),
    (N'FILESTREAM of', CASE WHEN c.is_filestream = 1 THEN 1 ELSE 0 END),
    (N'HIDDEN of', CASE WHEN c.is_hidden = 1 THEN 1 ELSE 0 END),
    (N'mask of', CASE WHEN c.is_masked = 1 THEN 1 ELSE 0 END),
    (N'encryption of', CASE WHEN c.encryption_type IS NOT NULL THEN 1 ELSE 0 END),
    (N'GENERATED ALWAYS of', CASE WHEN c.generated_always_type <> 0 THEN 1 ELSE 0 END),
    (N'XML schema of', CASE WHEN c.xml_collection_id <> 0 THEN 1 ELSE 0 END),
    (N'rule of', CASE WHEN c.rule_object_id <> 0 THEN 1 ELSE 0 END)) k (kind, holds)
WHERE t.schema_id = SCHEMA_ID() AND t.is_ms_shipped = 0 AND t.temporal_type <> 1 AND k.holds = 1
UNION ALL
SELECT N'bound default of', N'' + t.name COLLATE DATABASE_DEFAULT + N'.' + c.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.columns c
JOIN sys.tables t ON t.object_id = c.object_id
JOIN sys.objects d ON d.object_id = c.default_object_id AND d.parent_object_id = 0
WHERE t.schema_id = SCHEMA_ID()
ORDER BY 1, 2;

-- kinds of indexes
SELECT CASE WHEN i.type IN (3, 4, 5, 6, 7) THEN LOWER(i.type_desc COLLATE DATABASE_DEFAULT) + N' index'
        WHEN i.is_disabled = 1 THEN N'disabled index' WHEN i.ignore_dup_key = 1 THEN N'IGNORE_DUP_KEY of index'
        WHEN i.is_primary_key = 1 AND i.type = 2 THEN N'NONCLUSTERED of primary key'
        WHEN i.is_unique_constraint = 1 AND i.type = 1 THEN N'CLUSTERED of unique constraint'
        ELSE N'FILLFACTOR of index' END,
    i.name COLLATE DATABASE_DEFAULT + N' on ' + N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.indexes i
JOIN sys.tables t ON t.object_id = i.object_id
WHERE t.schema_id = SCHEMA_ID() AND t.is_ms_shipped = 0 AND t.temporal_type <> 1
  AND i.type <> 0 AND i.is_hypothetical = 0
  AND (i.type > 2 OR i.is_disabled = 1 OR i.ignore_dup_key = 1 OR i.fill_factor NOT IN (0, 100)
    OR (i.is_primary_key = 1 AND i.type = 2) OR (i.is_unique_constraint = 1 AND i.type = 1))
UNION ALL
SELECT N'full-text index of', N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.fulltext_indexes f JOIN sys.tables t ON t.object_id = f.object_id
WHERE t.schema_id = SCHEMA_ID()
UNION ALL
SELECT N'statistics', s.name COLLATE DATABASE_DEFAULT + N' on ' + N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.stats s JOIN sys.tables t ON t.object_id = s.object_id
WHERE t.schema_id = SCHEMA_ID() AND s.user_created = 1
ORDER BY 1, 2;

-- options of constraints
SELECT CASE WHEN f.is_disabled = 1 THEN N'disabled foreign key' ELSE N'NOT FOR REPLICATION of foreign key' END,
    f.name COLLATE DATABASE_DEFAULT + N' on ' + N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.foreign_keys f JOIN sys.tables t ON t.object_id = f.parent_object_id
WHERE t.schema_id = SCHEMA_ID() AND (f.is_disabled = 1 OR f.is_not_for_replication = 1)
UNION ALL
SELECT CASE WHEN k.is_disabled = 1 THEN N'disabled check' ELSE N'NOT FOR REPLICATION of check' END,
    k.name COLLATE DATABASE_DEFAULT + N' on ' + N'' + t.name COLLATE DATABASE_DEFAULT, t.name
FROM sys.check_constraints k JOIN sys.tables t ON t.object_id = k.parent_object_id
WHERE t.schema_id = SCHEMA_ID() AND (k.is_disabled = 1 OR k.is_not_for_replication = 1)
ORDER BY 1, 2;

-- extended properties
SELECT N'extended property', p.name COLLATE DATABASE_DEFAULT + N' of ' + N'' + o.name COLLATE DATABASE_DEFAULT
    + COALESCE(N'.' + c.name COLLATE DATABASE_DEFAULT, N''), CASE WHEN o.type = 'U' THEN o.name END
FROM sys.extended_properties p
JOIN sys.objects o ON o.object_id = p.major_id
LEFT JOIN sys.columns c ON c.object_id = p.major_id AND c.column_id = p.minor_id AND p.class = 1
WHERE p.class IN (1, 2, 7) AND o.schema_id = SCHEMA_ID() AND o.is_ms_shipped = 0
  AND NOT (p.class = 1 AND p.name = N'MS_Description' AND o.type = 'U')
UNION ALL
SELECT N'extended property', p.name COLLATE DATABASE_DEFAULT + N' of ' + N'' + y.name COLLATE DATABASE_DEFAULT, NULL
FROM sys.extended_properties p JOIN sys.types y ON y.user_type_id = p.major_id
WHERE p.class = 6 AND y.schema_id = SCHEMA_ID()
ORDER BY 1, 2;

-- assemblies, partition schemes and database triggers
SELECT N'assembly', a.name COLLATE DATABASE_DEFAULT, NULL FROM sys.assemblies a WHERE a.is_user_defined = 1
UNION ALL
SELECT N'partition scheme', p.name COLLATE DATABASE_DEFAULT, NULL FROM sys.partition_schemes p
UNION ALL
SELECT N'partition function', p.name COLLATE DATABASE_DEFAULT, NULL FROM sys.partition_functions p
UNION ALL
SELECT N'full-text catalog', f.name COLLATE DATABASE_DEFAULT, NULL FROM sys.fulltext_catalogs f
UNION ALL
SELECT N'database trigger', g.name COLLATE DATABASE_DEFAULT, NULL
FROM sys.triggers g WHERE g.parent_class = 0 AND g.is_ms_shipped = 0
ORDER BY 1, 2;
