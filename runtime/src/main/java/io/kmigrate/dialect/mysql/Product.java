package io.kmigrate.dialect.mysql;

/** What tells MySQL from MariaDB. */
enum Product {
    /** MySQL 8.0.19 and later. */
    MYSQL("MySQL", "mysql"),
    /** MariaDB 10.6 and later. */
    MARIADB("MariaDB", "mariadb");

    private final String label;
    private final String dialect;

    Product(String label, String dialect) {
        this.label = label;
        this.dialect = dialect;
    }

    /** As it calls itself. */
    String label() {
        return label;
    }

    /** The dialect's name in settings. */
    String dialect() {
        return dialect;
    }

    /** Whether columns, indexes and constraints can be made or dropped {@code IF [NOT] EXISTS}. */
    boolean asksIfExists() {
        return this == MARIADB;
    }

    /** Whether an index can be over an expression (MySQL 8.0.13). */
    boolean indexesExpressions() {
        return this == MYSQL;
    }

    /** Whether checks and generated columns follow a renamed column; MySQL refuses it with 3959 or 3108. */
    boolean renamesEverywhere() {
        return this == MARIADB;
    }

    /** Whether text and blobs can have a literal default, and a unique key their whole length. */
    boolean treatsTextAsVarchar() {
        return this == MARIADB;
    }

    /** Whether there are sequences, which are tables of a kind (MariaDB 10.3). */
    boolean hasSequences() {
        return this == MARIADB;
    }

    /** Whether the catalog quotes literal defaults; MySQL marks the others with DEFAULT_GENERATED instead. */
    boolean quotesDefaults() {
        return this == MARIADB;
    }

    /** Whether there is a UUID type (MariaDB 10.7) and no JSON type, which is a checked LONGTEXT here. */
    boolean hasUuidButNoJson() {
        return this == MARIADB;
    }
}
