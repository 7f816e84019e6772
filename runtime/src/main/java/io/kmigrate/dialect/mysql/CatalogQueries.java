package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SchemaScope;
import org.jspecify.annotations.Nullable;

/**
 * The catalog in five queries, however many tables there are. Schema and table are compared with constants,
 * which is what keeps MariaDB from opening every table of the server.
 *
 * @param table the one wanted, or null for all
 */
record CatalogQueries(
        Product flavour, SchemaScope scope, @Nullable String table) {

    String tables() {
        return """
                SELECT TABLE_NAME, TABLE_COMMENT, TABLE_COLLATION, CREATE_OPTIONS LIKE '%partitioned%' AS IS_PARTITIONED
                FROM information_schema.TABLES
                WHERE TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
                """ + chosen("TABLE_SCHEMA", "TABLE_NAME") + " ORDER BY TABLE_NAME";
    }

    String columns() {
        return """
                SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA,
                    GENERATION_EXPRESSION, COLLATION_NAME, COLUMN_COMMENT, {srid} AS SRS_ID
                FROM information_schema.COLUMNS WHERE TRUE
                """.replace("{srid}", flavour == Product.MYSQL ? "SRS_ID" : "NULL")
                + chosen("TABLE_SCHEMA", "TABLE_NAME") + " ORDER BY TABLE_NAME, ORDINAL_POSITION";
    }

    /** A row for each part of an index. */
    String indexes() {
        return "SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE, INDEX_COMMENT, "
                + (flavour.indexesExpressions() ? "EXPRESSION" : "NULL AS EXPRESSION")
                + " FROM information_schema.STATISTICS WHERE TRUE" + chosen("TABLE_SCHEMA", "TABLE_NAME")
                + " ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX";
    }

    /**
     * A row for each column of a key. Where a column equals both a constant and a column of the other view,
     * MariaDB forgets the constant and scans all databases (11.4): the two are tied by what is no constant.
     */
    String foreignKeys() {
        String sameTable = table == null ? "AND r.TABLE_NAME = k.TABLE_NAME " : "";
        return """
                SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME,
                    nullif(k.REFERENCED_TABLE_SCHEMA, database()) AS REFERENCED_TABLE_SCHEMA,
                    r.DELETE_RULE, r.UPDATE_RULE
                FROM information_schema.KEY_COLUMN_USAGE k
                JOIN information_schema.REFERENTIAL_CONSTRAINTS r
                  ON r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
                WHERE k.REFERENCED_TABLE_NAME IS NOT NULL
                """
                + sameTable
                + chosen("k.TABLE_SCHEMA", "k.TABLE_NAME")
                + chosen("r.CONSTRAINT_SCHEMA", "r.TABLE_NAME")
                + " ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION";
    }

    /** MySQL has the table only in TABLE_CONSTRAINTS, MariaDB has names that are unique only in their table. */
    String checks() {
        return switch (flavour) {
            case MARIADB ->
                "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, LEVEL = 'Column' AS IN_COLUMN, 'YES' AS ENFORCED"
                        + " FROM information_schema.CHECK_CONSTRAINTS WHERE TRUE"
                        + chosen("CONSTRAINT_SCHEMA", "TABLE_NAME") + " ORDER BY TABLE_NAME, CONSTRAINT_NAME";
            case MYSQL -> """
                    SELECT t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, FALSE AS IN_COLUMN, t.ENFORCED
                    FROM information_schema.TABLE_CONSTRAINTS t
                    JOIN information_schema.CHECK_CONSTRAINTS c
                      ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
                    WHERE t.CONSTRAINT_TYPE = 'CHECK'
                    """ + chosen("t.TABLE_SCHEMA", "t.TABLE_NAME") + " ORDER BY t.TABLE_NAME, c.CONSTRAINT_NAME";
        };
    }

    private String chosen(String schemaColumn, String tableColumn) {
        MysqlLiterals literals = new MysqlLiterals(flavour);
        String inSchema = scope.in(" AND " + schemaColumn + " = {here}", ObjectReader.OWN_SCHEMA, literals);
        return table == null ? inSchema : inSchema + " AND " + tableColumn + " = " + literals.render(table);
    }

    static final String COUNT_FAR_KEYS = """
            SELECT count(*) FROM information_schema.INNODB_SYS_FOREIGN
            WHERE substring_index(FOR_NAME, '/', 1) <> substring_index(REF_NAME, '/', 1)
            """;

    /** MariaDB opens every table of the server for it. */
    static final String REFERRING = """
            SELECT DISTINCT CONSTRAINT_SCHEMA, TABLE_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA <> database() AND UNIQUE_CONSTRAINT_SCHEMA = database()
            ORDER BY 1, 2
            """;
}
