package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.Problem;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.schema.Snapshot;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An operation and the script line that made it.
 *
 * @param location null for an operation that was derived or built without a script
 * @param unsafe why its author runs it although it is not safe; null where nobody says so. No checksum has it
 * @param databases the names of the dialects that it runs on; empty for all
 * @param guard what the database is asked before it runs; null for nothing
 */
@API(status = STABLE, since = "0.1")
public record ScriptOperation(
        Operation operation,
        @Nullable Location location,
        @Nullable String unsafe,
        Set<String> databases,
        @Nullable Guard guard) {
    private static final Set<ErrorCode> DUPLICATES = Set.of(
            ErrorCode.DUPLICATE_TABLE,
            ErrorCode.DUPLICATE_COLUMN,
            ErrorCode.DUPLICATE_CONSTRAINT,
            ErrorCode.DUPLICATE_INDEX,
            ErrorCode.DUPLICATE_OBJECT,
            ErrorCode.DUPLICATE_VALUE);

    public ScriptOperation {
        databases = Collections.unmodifiableSet(new TreeSet<>(databases));
    }

    /** One that runs on every database. */
    public ScriptOperation(Operation operation, @Nullable Location location, @Nullable String unsafe) {
        this(operation, location, unsafe, Set.of(), null);
    }

    /** An operation that nobody calls unsafe. */
    public ScriptOperation(Operation operation, @Nullable Location location) {
        this(operation, location, null, Set.of(), null);
    }

    public static ScriptOperation of(Operation operation) {
        return new ScriptOperation(operation, null);
    }

    /** The same, on some databases alone. */
    public ScriptOperation on(Set<String> names) {
        return new ScriptOperation(operation, location, unsafe, names, guard);
    }

    /** The same under a condition. */
    public ScriptOperation onlyIf(Guard condition) {
        return new ScriptOperation(operation, location, unsafe, databases, condition);
    }

    public boolean runsOn(String database) {
        return databases.isEmpty() || databases.contains(database);
    }

    /**
     * The schema after it. Where a query decides whether it runs, the schema is uncertain after it.
     *
     * @throws io.kmigrate.operation.ReplayException as the operation does
     */
    public Snapshot apply(Snapshot before) {
        if (guard == null) {
            return operation.apply(before);
        }
        if (guard.query() != null) {
            return operation.apply(before.asUncertain());
        }
        return isThere(before) ? before : operation.apply(before);
    }

    /** Whether a schema has what the operation makes. */
    private boolean isThere(Snapshot before) {
        try {
            operation.apply(before.asCertain());
            return false;
        } catch (ReplayException unfit) {
            return DUPLICATES.containsAll(
                    unfit.problems().stream().map(Problem::code).toList());
        }
    }

    /** What takes the place of this one, where it runs. */
    public ScriptOperation replacedBy(Operation other) {
        return new ScriptOperation(other, location, null, databases, null);
    }
}
