package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.MAINTAINED;

import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where migrations run: what {@code on} and {@code onlyIn} of a script are decided by.
 *
 * @param database the name of the dialect; null where no database is known
 * @param environment such as {@code staging}; null where nobody named one
 * @param recorded by revision, whether the history says that it ran there or that it was left out
 */
@API(status = MAINTAINED, since = "0.1")
public record Deployment(
        @Nullable String database, @Nullable String environment, Map<String, Boolean> recorded) {
    /** Nothing is known: nothing can be left out. */
    public static final Deployment UNKNOWN = new Deployment(null, null);

    public Deployment {
        recorded = Map.copyOf(recorded);
    }

    /** A place without a history. */
    public Deployment(@Nullable String database, @Nullable String environment) {
        this(database, environment, Map.of());
    }

    /** The same place with its history. */
    public Deployment with(Map<String, Boolean> history) {
        return new Deployment(database, environment, history);
    }

    /** How messages call it: {@code mysql}, or {@code mysql in staging}. */
    public String label() {
        String name = database == null ? "any database" : database;
        return environment == null ? name : name + " in " + environment;
    }

    /**
     * Whether a migration is passed over here. The history decides, so that a revision is reverted as it was applied
     * although the environment was given another name since.
     */
    public boolean leavesOut(Migration migration) {
        Boolean ran = recorded.get(migration.revision().id());
        if (ran != null) {
            return !ran;
        }
        return !migration.options().onlyIn().isEmpty()
                && (environment == null || !migration.options().onlyIn().contains(environment));
    }
}
