package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Location;
import io.kmigrate.operation.Operation;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An operation and the script line that made it.
 *
 * @param location null for an operation that was derived or built without a script
 * @param unsafe why its author runs it although it is not safe; null where nobody says so. No checksum has it
 */
@API(status = STABLE, since = "0.1")
public record ScriptOperation(
        Operation operation,
        @Nullable Location location,
        @Nullable String unsafe) {
    /** An operation that nobody calls unsafe. */
    public ScriptOperation(Operation operation, @Nullable Location location) {
        this(operation, location, null);
    }

    public static ScriptOperation of(Operation operation) {
        return new ScriptOperation(operation, null);
    }
}
