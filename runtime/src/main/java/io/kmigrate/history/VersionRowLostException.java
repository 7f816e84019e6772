package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.RunMessages;
import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A version row went away while a run relied on it. */
@API(status = STABLE, since = "0.1")
public final class VersionRowLostException extends MigrationException {
    private final String row;

    public VersionRowLostException(TableName table, String row) {
        this(RunMessages.versionRowLost(table.toString(), row), row);
    }

    private VersionRowLostException(Problem problem, String row) {
        super(problem);
        this.row = row;
    }

    /** The operations of a revision changed the row, or somebody else did while they ran. */
    public static VersionRowLostException duringStep(TableName table, String row, @Nullable Location script) {
        return new VersionRowLostException(
                RunMessages.versionRowChanged(table.toString(), row).at(script), row);
    }

    /** A hook changed the row, though it was the step's to write. */
    public static VersionRowLostException byHook(TableName table, String row) {
        return new VersionRowLostException(RunMessages.versionRowOfHook(table.toString(), row), row);
    }

    /** The id that came or went. */
    public String row() {
        return row;
    }
}
