package io.kmigrate.history;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.RunMessages;
import io.kmigrate.schema.TableName;

/** A version row went away while a run relied on it. */
public final class VersionRowLostException extends MigrationException {
    private final String row;

    public VersionRowLostException(TableName table, String row) {
        super(RunMessages.versionRowLost(table.toString(), row));
        this.row = row;
    }

    /** The id that came or went. */
    public String row() {
        return row;
    }
}
