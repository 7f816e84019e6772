package io.kmigrate.dialect.sqlserver;

/**
 * The catalog in five queries, however many tables there are. Each starts with one of the two ways to choose
 * tables. For the sys views of SQL Server 2019 and later.
 */
final class CatalogQueries {
    private CatalogQueries() {}

    /** All tables of a schema but those that keep the history of another, and those that are kept elsewhere. */
    static final String ALL = """
            WITH chosen AS (
                SELECT t.object_id, t.name FROM sys.tables t
                WHERE t.schema_id = SCHEMA_ID({here}) AND t.is_ms_shipped = 0
                  AND t.temporal_type <> 1 AND t.is_external = 0)
            """;

    /** The table whose quoted name is the parameter. */
    static final String ONE = """
            WITH chosen AS (
                SELECT t.object_id, t.name FROM sys.tables t WHERE t.object_id = OBJECT_ID(?, N'U'))
            """;

    static final String TABLES = """
            SELECT c.object_id, c.name, CONVERT(nvarchar(3750), p.value) AS comment
            FROM chosen c
            LEFT JOIN sys.extended_properties p
              ON p.class = 1 AND p.major_id = c.object_id AND p.minor_id = 0 AND p.name = N'MS_Description'
            ORDER BY c.name
            """;

    static final String COLUMNS = """
            SELECT c.object_id, k.name, y.name AS type, k.max_length, k.precision, k.scale,
                k.is_nullable, k.is_identity, CONVERT(bigint, n.seed_value) AS seed_value,
                CONVERT(bigint, n.increment_value) AS increment_value, d.definition AS default_text, g.definition AS expression,
                g.is_persisted,
                CASE WHEN k.collation_name <> CONVERT(sysname, DATABASEPROPERTYEX(DB_NAME(), 'Collation'))
                    THEN k.collation_name END AS collation,
                CONVERT(nvarchar(3750), p.value) AS comment
            FROM chosen c
            JOIN sys.columns k ON k.object_id = c.object_id
            JOIN sys.types y ON y.user_type_id = k.user_type_id
            LEFT JOIN sys.default_constraints d ON d.object_id = k.default_object_id
            LEFT JOIN sys.identity_columns n ON n.object_id = k.object_id AND n.column_id = k.column_id
            LEFT JOIN sys.computed_columns g ON g.object_id = k.object_id AND g.column_id = k.column_id
            LEFT JOIN sys.extended_properties p
              ON p.class = 1 AND p.major_id = k.object_id AND p.minor_id = k.column_id AND p.name = N'MS_Description'
            ORDER BY c.object_id, k.column_id
            """;

    /** Those that keep a key or a unique constraint too. */
    static final String INDEXES = """
            SELECT c.object_id, i.name, i.type_desc, i.is_unique, i.is_primary_key, i.is_unique_constraint,
                i.filter_definition, k.name AS column_name, x.is_descending_key, x.is_included_column
            FROM chosen c
            JOIN sys.indexes i ON i.object_id = c.object_id AND i.type IN (1, 2) AND i.is_hypothetical = 0
            JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id
            JOIN sys.columns k ON k.object_id = x.object_id AND k.column_id = x.column_id
            ORDER BY c.object_id, i.name, x.is_included_column, x.key_ordinal, x.index_column_id
            """;

    static final String CHECKS = """
            SELECT c.object_id, k.name, k.definition, k.is_not_trusted
            FROM chosen c JOIN sys.check_constraints k ON k.parent_object_id = c.object_id
            ORDER BY c.object_id, k.name
            """;

    static final String FOREIGN_KEYS = """
            SELECT c.object_id, f.name,
                CASE WHEN r.schema_id <> SCHEMA_ID() THEN SCHEMA_NAME(r.schema_id) END AS referenced_schema,
                r.name AS referenced_table, k.name AS column_name, q.name AS referenced_column,
                f.delete_referential_action_desc AS on_delete, f.update_referential_action_desc AS on_update,
                f.is_not_trusted
            FROM chosen c
            JOIN sys.foreign_keys f ON f.parent_object_id = c.object_id
            JOIN sys.tables r ON r.object_id = f.referenced_object_id
            JOIN sys.foreign_key_columns x ON x.constraint_object_id = f.object_id
            JOIN sys.columns k ON k.object_id = x.parent_object_id AND k.column_id = x.parent_column_id
            JOIN sys.columns q ON q.object_id = x.referenced_object_id AND q.column_id = x.referenced_column_id
            ORDER BY c.object_id, f.name, x.constraint_column_id
            """;

    static final String REFERRING = """
            SELECT DISTINCT SCHEMA_NAME(t.schema_id), t.name
            FROM sys.foreign_keys f JOIN sys.tables t ON t.object_id = f.parent_object_id
            WHERE t.schema_id <> SCHEMA_ID()
            ORDER BY 1, 2
            """;
}
