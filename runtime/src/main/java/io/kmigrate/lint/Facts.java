package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import org.apiguardian.api.API;

/**
 * What rules know of the database beside its schema.
 *
 * @param viewsHoldTypes true where a column keeps its type as long as a view reads it
 * @param equivalence what is one and the same to it, and what it converts
 * @param target the database that the operations will run on; rules about running it are asked only where it is known
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Facts(boolean viewsHoldTypes, Equivalence equivalence, LintTarget target) {
    /** A database that converts every type to every other. */
    public Facts(boolean viewsHoldTypes) {
        this(viewsHoldTypes, Equivalence.asWritten(), LintTarget.none());
    }

    public static Facts of(Equivalence database) {
        return of(database, LintTarget.none());
    }

    /** The same, of a database that the operations will run on. */
    public static Facts of(Equivalence database, LintTarget target) {
        return new Facts(database.viewsHoldTypes(), database, target);
    }

    /** Nothing is known. */
    public static Facts unknown() {
        return new Facts(false);
    }

    /** False where the database cannot turn one type into the other by itself. */
    public boolean converts(ColumnType from, ColumnType to) {
        return equivalence.converts(from, to);
    }
}
