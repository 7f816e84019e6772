package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Location;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An object as a script declares it.
 *
 * @param file the script, below the folder of all
 * @param databases the names of the dialects that it is for; empty for all
 * @param environments those that it is for; empty for all
 * @param location the line that declares it; null where there is no script
 */
@API(status = STABLE, since = "0.1")
public record DeclaredRepeatable(
        Repeatable object,
        String file,
        Set<String> databases,
        Set<String> environments,
        @Nullable Location location) {
    public DeclaredRepeatable {
        databases = Set.copyOf(new TreeSet<>(databases));
        environments = Set.copyOf(new TreeSet<>(environments));
    }

    /** Whether it belongs to such a database; {@code environment} is null where none is named. */
    public boolean isFor(String database, @Nullable String environment) {
        return (databases.isEmpty() || databases.contains(database))
                && (environments.isEmpty() || (environment != null && environments.contains(environment)));
    }
}
