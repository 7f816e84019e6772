package io.kmigrate.dialect.h2;

/**
 * Queries of INFORMATION_SCHEMA as H2 2.x has it. Each takes the schema, or null for the current one, and
 * ends where a condition on the table can follow. Names are in capitals, which every setting of H2 for the
 * case of names understands.
 */
final class CatalogQueries {
    private CatalogQueries() {}

    /** The alias of the row that tells the table is always T. */
    static final String ONE_TABLE = " AND T.TABLE_NAME = ?";

    /** Temporary tables, views and tables of other databases are of other types. */
    static final String TABLES = """
            SELECT T.TABLE_NAME, T.REMARKS FROM INFORMATION_SCHEMA.TABLES T
            WHERE T.TABLE_SCHEMA = COALESCE(?, CURRENT_SCHEMA)
              AND T.TABLE_TYPE = 'BASE TABLE' AND T.STORAGE_TYPE <> 'TABLE LINK'""";

    static final String COLUMNS = """
            SELECT T.TABLE_NAME, T.COLUMN_NAME, T.IS_NULLABLE = 'YES' AS NULLABLE,
                T.IDENTITY_GENERATION, T.IDENTITY_START, T.IDENTITY_INCREMENT,
                T.COLUMN_DEFAULT, T.GENERATION_EXPRESSION, T.REMARKS, T.DOMAIN_SCHEMA, T.DOMAIN_NAME,
                T.DOMAIN_SCHEMA = CURRENT_SCHEMA AS DOMAIN_IS_NEAR,
                DATA_TYPE_SQL(T.TABLE_SCHEMA, T.TABLE_NAME, 'TABLE', T.DTD_IDENTIFIER) AS TYPE
            FROM INFORMATION_SCHEMA.COLUMNS T
            WHERE T.TABLE_SCHEMA = COALESCE(?, CURRENT_SCHEMA)""";

    static final String COLUMNS_ORDER = " ORDER BY T.TABLE_NAME, T.ORDINAL_POSITION";

    /**
     * The definition has the names of columns: KEY_COLUMN_USAGE goes on with those from before a rename until
     * the database is opened anew (2.5). A constraint's name is unique in its schema.
     */
    static final String CONSTRAINTS = """
            SELECT T.TABLE_NAME, T.CONSTRAINT_NAME, T.CONSTRAINT_TYPE, T.NULLS_DISTINCT, C.CHECK_CLAUSE,
                DB_OBJECT_SQL('CONSTRAINT', T.CONSTRAINT_SCHEMA, T.CONSTRAINT_NAME) AS DEFINITION,
                R.DELETE_RULE, R.UPDATE_RULE, U.TABLE_SCHEMA AS OTHER_SCHEMA, U.TABLE_NAME AS OTHER_TABLE,
                U.TABLE_SCHEMA = CURRENT_SCHEMA AS OTHER_IS_NEAR
            FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS T
            LEFT JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS C
              ON C.CONSTRAINT_SCHEMA = T.CONSTRAINT_SCHEMA AND C.CONSTRAINT_NAME = T.CONSTRAINT_NAME
            LEFT JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R
              ON R.CONSTRAINT_SCHEMA = T.CONSTRAINT_SCHEMA AND R.CONSTRAINT_NAME = T.CONSTRAINT_NAME
            LEFT JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS U
              ON U.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA AND U.CONSTRAINT_NAME = R.UNIQUE_CONSTRAINT_NAME
            WHERE T.TABLE_SCHEMA = COALESCE(?, CURRENT_SCHEMA)""";

    /** Without those that H2 made for a constraint. */
    static final String INDEXES = """
            SELECT T.TABLE_NAME, T.INDEX_NAME, T.INDEX_TYPE_NAME, T.NULLS_DISTINCT,
                (SELECT S.SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS S
                    WHERE S.SETTING_NAME = 'DEFAULT_NULL_ORDERING') AS DEFAULT_NULLS,
                ARRAY(SELECT C.COLUMN_NAME FROM INFORMATION_SCHEMA.INDEX_COLUMNS C
                    WHERE C.INDEX_SCHEMA = T.INDEX_SCHEMA AND C.INDEX_NAME = T.INDEX_NAME
                    ORDER BY C.ORDINAL_POSITION) AS COLUMN_NAMES,
                ARRAY(SELECT C.ORDERING_SPECIFICATION FROM INFORMATION_SCHEMA.INDEX_COLUMNS C
                    WHERE C.INDEX_SCHEMA = T.INDEX_SCHEMA AND C.INDEX_NAME = T.INDEX_NAME
                    ORDER BY C.ORDINAL_POSITION) AS ORDERS,
                ARRAY(SELECT C.NULL_ORDERING FROM INFORMATION_SCHEMA.INDEX_COLUMNS C
                    WHERE C.INDEX_SCHEMA = T.INDEX_SCHEMA AND C.INDEX_NAME = T.INDEX_NAME
                    ORDER BY C.ORDINAL_POSITION) AS NULLS
            FROM INFORMATION_SCHEMA.INDEXES T
            WHERE T.TABLE_SCHEMA = COALESCE(?, CURRENT_SCHEMA) AND NOT T.IS_GENERATED""";
}
