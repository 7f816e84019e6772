package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill waits for before each batch, so that others have the database.
 *
 * @param replicaLag it waits while a replica is further behind; null: replicas do not matter
 * @param runningSessions it waits while more sessions than these run a statement; null: they do not matter
 * @param replicas URLs of replicas that are asked by themselves, where the server does not know how far they are
 * @param query it waits while the first value of this query is true, or a number above 0; null: none
 */
@API(status = STABLE, since = "0.1")
public record Throttle(
        @Nullable Duration replicaLag,
        List<String> replicas,
        @Nullable Integer runningSessions,
        @Nullable String query) {
    /** It waits for nothing. */
    public static final Throttle NONE = new Throttle(null, List.of(), null, null);

    public Throttle {
        replicas = List.copyOf(replicas);
    }

    /** Without the URLs, which may hold passwords. */
    @Override
    public String toString() {
        return "Throttle[" + replicaLag + ", " + replicas.size() + ", " + runningSessions + ", " + query + "]";
    }
}
