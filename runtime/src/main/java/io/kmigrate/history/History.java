package io.kmigrate.history;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What a database has, as its version table tells: the rows, each a full revision id, sorted. The rows stand
 * for themselves and for all that is beneath them in the graph.
 */
@API(status = STABLE, since = "0.1")
public record History(List<String> rows) {
    /** Of a database that has nothing. */
    public static final History EMPTY = new History(List.of());

    public History {
        rows = List.copyOf(new TreeSet<>(rows));
    }

    /** In any order; duplicates count once. */
    public static History of(Collection<String> rows) {
        return new History(List.copyOf(rows));
    }

    public static History of(String... rows) {
        return new History(List.of(rows));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
