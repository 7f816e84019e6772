package io.kmigrate.history;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.schema.TableName;

/** A version row went away while a run relied on it. */
public final class VersionRowLostException extends MigrationException {
    public VersionRowLostException(TableName table, String row) {
        super(Problem.of(
                ErrorCode.VERSION_ROW_LOST,
                "row " + row + " of " + table + " was changed by somebody else during this run",
                "run `current` to see where the database is, then run again"));
    }
}
