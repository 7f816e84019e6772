package io.kmigrate.dialect.oracle;

/**
 * The dictionary in four queries, however many tables there are. Each starts with one of the two ways to choose
 * tables. LONG columns come last, as the driver reads them while the row passes. For Oracle 12.2 and later.
 */
final class CatalogQueries {
    private CatalogQueries() {}

    /** Without the segments that tables and materialized views keep beside them, and what is kept elsewhere. */
    private static final String CHOSEN = """
            WITH chosen AS (
                SELECT t.OWNER, t.TABLE_NAME FROM ALL_TABLES t
                WHERE t.NESTED = 'NO' AND t.SECONDARY = 'N' AND t.DROPPED = 'NO'
                  AND NOT EXISTS (
                    SELECT 1 FROM ALL_MVIEWS m WHERE m.OWNER = t.OWNER AND m.MVIEW_NAME = t.TABLE_NAME)
                  AND NOT EXISTS (
                    SELECT 1 FROM ALL_MVIEW_LOGS l WHERE l.LOG_OWNER = t.OWNER AND l.LOG_TABLE = t.TABLE_NAME)
                  AND NOT EXISTS (
                    SELECT 1 FROM ALL_EXTERNAL_TABLES e WHERE e.OWNER = t.OWNER AND e.TABLE_NAME = t.TABLE_NAME)
                  AND (t.IOT_TYPE IS NULL OR t.IOT_TYPE = 'IOT')
            """;

    /** All tables of the schema that is the parameter, null for the current one. */
    static final String ALL = CHOSEN + "  AND t.OWNER = NVL(?, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')))\n";

    /** The table whose schema, null for the current one, and name are the parameters. */
    static final String ONE =
            CHOSEN + "  AND t.OWNER = NVL(?, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')) AND t.TABLE_NAME = ?)\n";

    static final String TABLES = """
            SELECT c.TABLE_NAME, d.COMMENTS
            FROM chosen c
            LEFT JOIN ALL_TAB_COMMENTS d ON d.OWNER = c.OWNER AND d.TABLE_NAME = c.TABLE_NAME
            ORDER BY c.TABLE_NAME
            """;

    static final String COLUMNS = """
            SELECT c.TABLE_NAME, k.COLUMN_NAME, k.DATA_TYPE, k.DATA_LENGTH, k.CHAR_LENGTH, k.CHAR_USED,
                k.DATA_PRECISION, k.DATA_SCALE, k.NULLABLE, k.VIRTUAL_COLUMN, n.GENERATION_TYPE, n.IDENTITY_OPTIONS,
                NULLIF(k.COLLATION, 'USING_NLS_COMP') AS COLLATION, d.COMMENTS, k.DATA_DEFAULT
            FROM chosen c
            JOIN ALL_TAB_COLS k ON k.OWNER = c.OWNER AND k.TABLE_NAME = c.TABLE_NAME AND k.HIDDEN_COLUMN = 'NO'
            LEFT JOIN ALL_TAB_IDENTITY_COLS n
              ON n.OWNER = k.OWNER AND n.TABLE_NAME = k.TABLE_NAME AND n.COLUMN_NAME = k.COLUMN_NAME
            LEFT JOIN ALL_COL_COMMENTS d
              ON d.OWNER = k.OWNER AND d.TABLE_NAME = k.TABLE_NAME AND d.COLUMN_NAME = k.COLUMN_NAME
            ORDER BY c.TABLE_NAME, k.COLUMN_ID
            """;

    /** NOT NULL is a check of its column too, and left out when rows are read. */
    static final String CONSTRAINTS = """
            SELECT c.TABLE_NAME, k.CONSTRAINT_NAME, k.CONSTRAINT_TYPE, k.SEARCH_CONDITION_VC AS CONDITION,
                k.DELETE_RULE, k.DEFERRABLE, k.DEFERRED, k.VALIDATED, x.COLUMN_NAME,
                CASE WHEN r.OWNER <> SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') THEN r.OWNER END AS REFERENCED_OWNER,
                r.TABLE_NAME AS REFERENCED_TABLE, r.COLUMN_NAME AS REFERENCED_COLUMN
            FROM chosen c
            JOIN ALL_CONSTRAINTS k ON k.OWNER = c.OWNER AND k.TABLE_NAME = c.TABLE_NAME
              AND k.CONSTRAINT_TYPE IN ('P', 'U', 'C', 'R')
            LEFT JOIN ALL_CONS_COLUMNS x ON x.OWNER = k.OWNER AND x.CONSTRAINT_NAME = k.CONSTRAINT_NAME
              AND k.CONSTRAINT_TYPE <> 'C'
            LEFT JOIN ALL_CONS_COLUMNS r ON r.OWNER = k.R_OWNER AND r.CONSTRAINT_NAME = k.R_CONSTRAINT_NAME
              AND r.POSITION = x.POSITION
            ORDER BY c.TABLE_NAME, k.CONSTRAINT_NAME, x.POSITION
            """;

    /** Without those that a key or a unique constraint keeps. */
    static final String INDEXES = """
            SELECT c.TABLE_NAME, i.INDEX_NAME, i.UNIQUENESS, i.INDEX_TYPE, x.COLUMN_NAME, x.DESCEND,
                e.COLUMN_EXPRESSION
            FROM chosen c
            JOIN ALL_INDEXES i ON i.TABLE_OWNER = c.OWNER AND i.TABLE_NAME = c.TABLE_NAME
              AND i.INDEX_TYPE IN ('NORMAL', 'BITMAP', 'FUNCTION-BASED NORMAL', 'FUNCTION-BASED BITMAP')
            JOIN ALL_IND_COLUMNS x ON x.INDEX_OWNER = i.OWNER AND x.INDEX_NAME = i.INDEX_NAME
            LEFT JOIN ALL_IND_EXPRESSIONS e ON e.INDEX_OWNER = i.OWNER AND e.INDEX_NAME = i.INDEX_NAME
              AND e.COLUMN_POSITION = x.COLUMN_POSITION
            WHERE NOT EXISTS (
                SELECT 1 FROM ALL_CONSTRAINTS k
                WHERE k.OWNER = c.OWNER AND k.TABLE_NAME = c.TABLE_NAME AND k.INDEX_NAME = i.INDEX_NAME
                  AND k.CONSTRAINT_TYPE IN ('P', 'U'))
            ORDER BY c.TABLE_NAME, i.INDEX_NAME, x.COLUMN_POSITION
            """;

    static final String REFERRING = """
            SELECT DISTINCT k.OWNER, k.TABLE_NAME FROM ALL_CONSTRAINTS k
            WHERE k.CONSTRAINT_TYPE = 'R' AND k.OWNER <> SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')
              AND k.R_OWNER = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')
            ORDER BY 1, 2
            """;
}
