package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The names of the views and programs of a database, without their texts.
 *
 * @param entries each of them; of routines with one name one each
 * @param hidden kinds of which the account may not see all
 * @param isWhole whether objects of all schemas are among them, and not of the connection's own alone
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ObjectNames(List<Entry> entries, Set<Kind> hidden, boolean isWhole) {
    /** What shares names. Aggregates are functions, and a view may keep its rows. */
    public enum Kind {
        VIEW,
        FUNCTION,
        PROCEDURE,
        TRIGGER
    }

    /**
     * One of them.
     *
     * @param schema of it, and of a trigger's table; empty where the database has none
     * @param table a trigger's table; null for the others
     * @param isHere whether a name without a schema means it
     */
    public record Entry(
            Kind kind, String schema, String name, @Nullable String table, boolean isHere) {}

    public ObjectNames {
        entries = List.copyOf(entries);
        hidden = Set.copyOf(hidden);
    }

    /** Of all schemas, nothing hidden. */
    public static ObjectNames of(Collection<Entry> entries) {
        return new ObjectNames(List.copyOf(entries), Set.of(), true);
    }
}
