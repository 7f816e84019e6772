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
 */
@API(status = STABLE, since = "0.1")
public record ScriptOperation(Operation operation, @Nullable Location location) {
    public static ScriptOperation of(Operation operation) {
        return new ScriptOperation(operation, null);
    }
}
