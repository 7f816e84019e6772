package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a schema of SQL Server can hold and we have no words for; owners and permissions do not count. From "System
 * catalog views" in Microsoft's Transact-SQL reference for SQL Server 2019 (15.x), whose newest columns here,
 * is_node and is_edge, are those of 2017. Never run on a server: so each family is a question of its own.
 */
final class UnsupportedQuestions {
    private static final Pattern NAME = Pattern.compile("\\{(\\w\\.\\w+)}");

    private UnsupportedQuestions() {}

    /** Of the types that sys.objects can have, those that the catalog is not read for, and no parts of tables. */
    private static final String OBJECTS = """
            SELECT LOWER(REPLACE({o.type_desc}, N'_', N' ')), {in} + {o.name}
                + CASE WHEN o.parent_object_id <> 0
                    THEN N' on ' + {in} + OBJECT_NAME(o.parent_object_id) COLLATE DATABASE_DEFAULT ELSE N'' END,
                OBJECT_NAME(o.parent_object_id)
            FROM sys.objects o
            WHERE o.schema_id = SCHEMA_ID({here}) AND o.is_ms_shipped = 0
              AND o.type NOT IN ('U', 'V', 'P', 'FN', 'IF', 'TF', 'TR', 'SO', 'C', 'F', 'PK', 'UQ', 'IT', 'S', 'TT')
              AND NOT (o.type = 'D' AND o.parent_object_id <> 0)
            """;

    private static final String TYPES = """
            SELECT CASE WHEN y.is_table_type = 1 THEN N'table type' WHEN y.is_assembly_type = 1 THEN N'CLR type'
                ELSE N'alias type' END, {in} + {y.name}, NULL
            FROM sys.types y WHERE y.is_user_defined = 1 AND y.schema_id = SCHEMA_ID({here})
            UNION ALL
            SELECT N'XML schema collection', {in} + {x.name}, NULL
            FROM sys.xml_schema_collections x WHERE x.schema_id = SCHEMA_ID({here})
            """;

    private static final String MODULES = """
            SELECT k.kind + LOWER(REPLACE({o.type_desc}, N'_', N' ')), {in} + {o.name}, OBJECT_NAME(o.parent_object_id)
            FROM sys.sql_modules m
            JOIN sys.objects o ON o.object_id = m.object_id
            CROSS APPLY (VALUES
                (N'encrypted ', CASE WHEN m.definition IS NULL THEN 1 ELSE 0 END),
                (N'SCHEMABINDING of ', CASE WHEN o.type = 'V' AND m.is_schema_bound = 1 THEN 1 ELSE 0 END)) k (kind, holds)
            WHERE o.schema_id = SCHEMA_ID({here}) AND o.is_ms_shipped = 0 AND k.holds = 1
            UNION ALL
            SELECT N'CHECK OPTION of view', {in} + {v.name}, NULL
            FROM sys.views v WHERE v.schema_id = SCHEMA_ID({here}) AND v.with_check_option = 1
            UNION ALL
            SELECT N'index of view', {i.name} + N' on ' + {in} + {v.name}, NULL
            FROM sys.indexes i JOIN sys.views v ON v.object_id = i.object_id
            WHERE v.schema_id = SCHEMA_ID({here}) AND i.type <> 0
            UNION ALL
            SELECT N'disabled trigger', {g.name} + N' on ' + {in} + {t.name}, t.name
            FROM sys.triggers g JOIN sys.tables t ON t.object_id = g.parent_id
            WHERE t.schema_id = SCHEMA_ID({here}) AND g.is_disabled = 1
            """;

    private static final String SEQUENCES = """
            SELECT N'type of sequence', {in} + {s.name} + N' (' + {y.name} + N')', NULL
            FROM sys.sequences s JOIN sys.types y ON y.user_type_id = s.user_type_id
            WHERE s.schema_id = SCHEMA_ID({here}) AND y.name <> N'bigint'
            """;

    private static final String TABLES = """
            SELECT k.kind, {in} + {t.name}, t.name
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
            WHERE t.schema_id = SCHEMA_ID({here}) AND t.is_ms_shipped = 0 AND k.holds = 1
            UNION ALL
            SELECT N'change tracking of', {in} + {t.name}, t.name
            FROM sys.change_tracking_tables c JOIN sys.tables t ON t.object_id = c.object_id
            WHERE t.schema_id = SCHEMA_ID({here})
            """;

    private static final String STORAGE = """
            SELECT N'partitions of', {in} + {t.name} + N' (' + {p.name} + N')', t.name
            FROM sys.indexes i
            JOIN sys.tables t ON t.object_id = i.object_id
            JOIN sys.partition_schemes p ON p.data_space_id = i.data_space_id
            WHERE t.schema_id = SCHEMA_ID({here}) AND i.index_id IN (0, 1)
            UNION ALL
            SELECT DISTINCT N'compression of', {in} + {t.name} + N' (' + {p.data_compression_desc} + N')', t.name
            FROM sys.partitions p JOIN sys.tables t ON t.object_id = p.object_id
            WHERE t.schema_id = SCHEMA_ID({here}) AND p.index_id IN (0, 1) AND p.data_compression IN (1, 2)
            """;

    private static final String COLUMNS = """
            SELECT k.kind, {in} + {t.name} + N'.' + {c.name}, t.name
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
            WHERE t.schema_id = SCHEMA_ID({here}) AND t.is_ms_shipped = 0 AND t.temporal_type <> 1 AND k.holds = 1
            UNION ALL
            SELECT N'bound default of', {in} + {t.name} + N'.' + {c.name}, t.name
            FROM sys.columns c
            JOIN sys.tables t ON t.object_id = c.object_id
            JOIN sys.objects d ON d.object_id = c.default_object_id AND d.parent_object_id = 0
            WHERE t.schema_id = SCHEMA_ID({here})
            """;

    private static final String INDEXES = """
            SELECT CASE WHEN i.type IN (3, 4, 5, 6, 7) THEN LOWER({i.type_desc}) + N' index'
                    WHEN i.is_disabled = 1 THEN N'disabled index' WHEN i.ignore_dup_key = 1 THEN N'IGNORE_DUP_KEY of index'
                    WHEN i.is_primary_key = 1 AND i.type = 2 THEN N'NONCLUSTERED of primary key'
                    WHEN i.is_unique_constraint = 1 AND i.type = 1 THEN N'CLUSTERED of unique constraint'
                    ELSE N'FILLFACTOR of index' END,
                {i.name} + N' on ' + {in} + {t.name}, t.name
            FROM sys.indexes i
            JOIN sys.tables t ON t.object_id = i.object_id
            WHERE t.schema_id = SCHEMA_ID({here}) AND t.is_ms_shipped = 0 AND t.temporal_type <> 1
              AND i.type <> 0 AND i.is_hypothetical = 0
              AND (i.type > 2 OR i.is_disabled = 1 OR i.ignore_dup_key = 1 OR i.fill_factor NOT IN (0, 100)
                OR (i.is_primary_key = 1 AND i.type = 2) OR (i.is_unique_constraint = 1 AND i.type = 1))
            UNION ALL
            SELECT N'full-text index of', {in} + {t.name}, t.name
            FROM sys.fulltext_indexes f JOIN sys.tables t ON t.object_id = f.object_id
            WHERE t.schema_id = SCHEMA_ID({here})
            UNION ALL
            SELECT N'statistics', {s.name} + N' on ' + {in} + {t.name}, t.name
            FROM sys.stats s JOIN sys.tables t ON t.object_id = s.object_id
            WHERE t.schema_id = SCHEMA_ID({here}) AND s.user_created = 1
            """;

    private static final String CONSTRAINTS = """
            SELECT CASE WHEN f.is_disabled = 1 THEN N'disabled foreign key' ELSE N'NOT FOR REPLICATION of foreign key' END,
                {f.name} + N' on ' + {in} + {t.name}, t.name
            FROM sys.foreign_keys f JOIN sys.tables t ON t.object_id = f.parent_object_id
            WHERE t.schema_id = SCHEMA_ID({here}) AND (f.is_disabled = 1 OR f.is_not_for_replication = 1)
            UNION ALL
            SELECT CASE WHEN k.is_disabled = 1 THEN N'disabled check' ELSE N'NOT FOR REPLICATION of check' END,
                {k.name} + N' on ' + {in} + {t.name}, t.name
            FROM sys.check_constraints k JOIN sys.tables t ON t.object_id = k.parent_object_id
            WHERE t.schema_id = SCHEMA_ID({here}) AND (k.is_disabled = 1 OR k.is_not_for_replication = 1)
            """;

    /** Of objects and their columns, without the comments of tables; and of types, indexes and parameters. */
    private static final String PROPERTIES = """
            SELECT N'extended property', {p.name} + N' of ' + {in} + {o.name}
                + COALESCE(N'.' + {c.name}, N''), CASE WHEN o.type = 'U' THEN o.name END
            FROM sys.extended_properties p
            JOIN sys.objects o ON o.object_id = p.major_id
            LEFT JOIN sys.columns c ON c.object_id = p.major_id AND c.column_id = p.minor_id AND p.class = 1
            WHERE p.class IN (1, 2, 7) AND o.schema_id = SCHEMA_ID({here}) AND o.is_ms_shipped = 0
              AND NOT (p.class = 1 AND p.name = N'MS_Description' AND o.type = 'U')
            UNION ALL
            SELECT N'extended property', {p.name} + N' of ' + {in} + {y.name}, NULL
            FROM sys.extended_properties p JOIN sys.types y ON y.user_type_id = p.major_id
            WHERE p.class = 6 AND y.schema_id = SCHEMA_ID({here})
            """;

    /** Of the whole database, but made for one schema most of the time. */
    private static final String OF_THE_DATABASE = """
            SELECT N'assembly', {a.name}, NULL FROM sys.assemblies a WHERE a.is_user_defined = 1
            UNION ALL
            SELECT N'partition scheme', {p.name}, NULL FROM sys.partition_schemes p
            UNION ALL
            SELECT N'partition function', {p.name}, NULL FROM sys.partition_functions p
            UNION ALL
            SELECT N'full-text catalog', {f.name}, NULL FROM sys.fulltext_catalogs f
            UNION ALL
            SELECT N'database trigger', {g.name}, NULL
            FROM sys.triggers g WHERE g.parent_class = 0 AND g.is_ms_shipped = 0
            """;

    static List<Question> of(SchemaScope scope) {
        List<Question> questions = new ArrayList<>(List.of(
                question("synonyms, rules and other objects", OBJECTS, scope),
                question("types", TYPES, scope),
                question("options of views and programs", MODULES, scope),
                question("types of sequences", SEQUENCES, scope),
                question("kinds of tables", TABLES, scope),
                question("partitions and compression", STORAGE, scope),
                question("options of columns", COLUMNS, scope),
                question("kinds of indexes", INDEXES, scope),
                question("options of constraints", CONSTRAINTS, scope),
                question("extended properties", PROPERTIES, scope)));
        if (scope.isOwn()) {
            questions.add(question("assemblies, partition schemes and database triggers", OF_THE_DATABASE, scope));
        }
        return questions;
    }

    /** Names of the catalog and texts of the server have several collations, which + and UNION refuse to join. */
    private static Question question(String what, String sql, SchemaScope scope) {
        String alike = NAME.matcher(sql + "ORDER BY 1, 2").replaceAll("$1 COLLATE DATABASE_DEFAULT");
        return new Question(what, scope.in(alike, ObjectReader.OWN_SCHEMA, SqlServerRenderer.LITERALS));
    }
}
