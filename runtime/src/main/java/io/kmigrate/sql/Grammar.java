package io.kmigrate.sql;

import java.util.List;

/**
 * How the databases read the same text differently, as far as it is not the dialect's scanner that tells.
 *
 * @param dialect its name
 */
record Grammar(String dialect) {
    private static final String POSTGRESQL = "postgresql";
    private static final String MYSQL = "mysql";
    private static final String MARIADB = "mariadb";
    private static final String SQL_SERVER = "sqlserver";
    private static final String H2 = "h2";
    private static final String SQLITE = "sqlite";
    private static final String ORACLE = "oracle";

    /** Whether a column takes nulls once its type is stated again without a word on them. */
    boolean forgetsNotNull() {
        return dialect.equals(SQL_SERVER);
    }

    /** Whether names that are not quoted become capitals. */
    boolean foldsUp() {
        return dialect.equals(H2);
    }

    /** Whether an index may hold the beginnings of texts, whose length stands in parentheses. */
    boolean indexesBeginnings() {
        return dialect.equals(MYSQL) || dialect.equals(MARIADB);
    }

    /** Whether keys and indexes may stand among the columns of a table. */
    boolean hasInlineIndexes() {
        return dialect.equals(MYSQL) || dialect.equals(MARIADB);
    }

    /** Whether a column may say what it refers to, and nothing comes of it. */
    boolean ignoresColumnReferences() {
        return dialect.equals(MYSQL);
    }

    /** Whether an index without a name is called by its table and its columns. */
    boolean namesIndexesByColumns() {
        return dialect.equals(POSTGRESQL);
    }

    /** Whether a table keeps one constraint of a primary key and a unique constraint over the same columns. */
    boolean mergesKeys() {
        return dialect.equals(POSTGRESQL);
    }

    /** Whether a generated column that does not say VIRTUAL is stored. */
    boolean storesGenerated() {
        return dialect.equals(POSTGRESQL);
    }

    /** The names of the place of a row, which is as good as a key for one statement. */
    List<String> rowNames() {
        return switch (dialect) {
            case SQLITE -> List.of("rowid", "_rowid_", "oid");
            case POSTGRESQL -> List.of("ctid");
            case ORACLE -> List.of("rowid");
            default -> List.of();
        };
    }

    /** Whether ANALYZE before a statement runs it. */
    boolean analyzesStatements() {
        return dialect.equals(MARIADB);
    }

    /** Whether ALTER TABLE takes options of the table that move each of its rows. */
    boolean buildsTablesAgain() {
        return dialect.equals(MYSQL) || dialect.equals(MARIADB);
    }
}
