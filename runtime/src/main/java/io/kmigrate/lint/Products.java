package io.kmigrate.lint;

import java.util.List;

/** The databases that rules name: a rule that knows one says so, as it may not import a dialect. */
final class Products {
    static final String POSTGRESQL = "postgresql";
    static final String MYSQL = "mysql";
    static final String MARIADB = "mariadb";
    static final String SQLITE = "sqlite";
    static final String SQL_SERVER = "sqlserver";
    static final String ORACLE = "oracle";
    static final String H2 = "h2";

    private Products() {}

    static Databases postgresql() {
        return postgresql("PostgreSQL, every version");
    }

    static Databases postgresql(String versions) {
        return new Databases(List.of(POSTGRESQL), versions);
    }

    static Databases mysql() {
        return mysql("MySQL and MariaDB, every version");
    }

    static Databases mysql(String versions) {
        return new Databases(List.of(MYSQL, MARIADB), versions);
    }

    static Databases sqlServer(String versions) {
        return new Databases(List.of(SQL_SERVER), versions);
    }

    static Databases oracle() {
        return new Databases(List.of(ORACLE), "Oracle, every version");
    }

    static Databases of(String versions, String... names) {
        return new Databases(List.of(names), versions);
    }

    /** Whether a column takes nulls once its type is stated again without a word on them. */
    static boolean forgetsNotNull(String dialect) {
        return dialect.equals(SQL_SERVER);
    }

    /** Whether names that are not quoted become capitals. */
    static boolean foldsUp(String dialect) {
        return dialect.equals(H2);
    }

    /** Whether an index may hold the beginnings of texts, whose length stands in parentheses. */
    static boolean indexesBeginnings(String dialect) {
        return dialect.equals(MYSQL) || dialect.equals(MARIADB);
    }

    /** Whether keys and indexes may stand among the columns of a table. */
    static boolean hasInlineIndexes(String dialect) {
        return dialect.equals(MYSQL) || dialect.equals(MARIADB);
    }

    /** Whether a column may say what it refers to, and nothing comes of it. */
    static boolean ignoresColumnReferences(String dialect) {
        return dialect.equals(MYSQL);
    }

    /** Whether an index without a name is called by its table and its columns. */
    static boolean namesIndexesByColumns(String dialect) {
        return dialect.equals(POSTGRESQL);
    }

    /** Whether a table keeps one constraint of a primary key and a unique constraint over the same columns. */
    static boolean mergesKeys(String dialect) {
        return dialect.equals(POSTGRESQL);
    }

    /** Whether a generated column that does not say VIRTUAL is stored. */
    static boolean storesGenerated(String dialect) {
        return dialect.equals(POSTGRESQL);
    }
}
