package io.kmigrate.sql;

import java.util.Set;

/** Words that say all that rules ask about a statement. */
final class FirstWords {
    /** Statements that neither lock nor change rows of a table for long. */
    static final Set<String> HARMLESS = Set.of(
            "SET",
            "RESET",
            "SHOW",
            "SELECT",
            "VALUES",
            "TABLE",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "BEGIN",
            "START",
            "COMMIT",
            "END",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "PRAGMA",
            "USE",
            "NOTIFY",
            "LISTEN",
            "DISCARD",
            "CHECKPOINT",
            "PRINT",
            "GO",
            "PERFORM",
            "DEALLOCATE");

    /** Objects whose making and dropping is a matter of the catalog. */
    static final Set<String> CATALOG = Set.of(
            "EXTENSION",
            "TYPE",
            "DOMAIN",
            "SEQUENCE",
            "FUNCTION",
            "PROCEDURE",
            "TRIGGER",
            "POLICY",
            "ROLE",
            "USER",
            "SCHEMA",
            "VIEW",
            "RULE",
            "AGGREGATE",
            "CAST",
            "COLLATION",
            "CONVERSION",
            "OPERATOR",
            "PUBLICATION",
            "SUBSCRIPTION",
            "STATISTICS",
            "SERVER",
            "SYNONYM",
            "PACKAGE",
            "EVENT",
            "DEFAULT",
            "LANGUAGE",
            "GROUP",
            "LOGIN",
            "FOREIGN",
            "TEXT",
            "ACCESS",
            "CONSTRAINT",
            "MATERIALIZED",
            "SYSTEM");

    private FirstWords() {}
}
