package io.kmigrate.spring;

import io.kmigrate.failure.MigrationException;

/** Says of which of several databases the cause is. */
final class DatabaseNotMigratedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String database;

    DatabaseNotMigratedException(String database, MigrationException cause) {
        super("The database " + database + " was not migrated", cause);
        this.database = database;
    }

    String database() {
        return database;
    }
}
