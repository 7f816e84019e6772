package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.RunMessages;
import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;

/** A version row went away while a run relied on it. */
@API(status = STABLE, since = "0.1")
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
