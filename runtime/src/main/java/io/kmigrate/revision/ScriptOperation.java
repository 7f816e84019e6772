package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Location;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import java.util.Collections;
import java.util.List;
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
 */
@API(status = STABLE, since = "0.1")
public record ScriptOperation(
        Operation operation,
        @Nullable Location location,
        @Nullable String unsafe,
        Set<String> databases) {
    public ScriptOperation {
        databases = Collections.unmodifiableSet(new TreeSet<>(databases));
    }

    /** One that runs on every database. */
    public ScriptOperation(Operation operation, @Nullable Location location, @Nullable String unsafe) {
        this(operation, location, unsafe, Set.of());
    }

    /** An operation that nobody calls unsafe. */
    public ScriptOperation(Operation operation, @Nullable Location location) {
        this(operation, location, null, Set.of());
    }

    public static ScriptOperation of(Operation operation) {
        return new ScriptOperation(operation, null);
    }

    public boolean runsOn(String database) {
        return databases.isEmpty() || databases.contains(database);
    }

    /** What takes the place of this one, where it runs. */
    public ScriptOperation replacedBy(Operation other) {
        return new ScriptOperation(other, location, null, databases);
    }

    /** As plain values: what plans print and checksums are made of. */
    public OperationDescription description() {
        OperationDescription plain = OperationDescription.of(operation);
        return databases.isEmpty() ? plain : plain.with("on", List.copyOf(databases));
    }
}
