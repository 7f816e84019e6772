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
}
