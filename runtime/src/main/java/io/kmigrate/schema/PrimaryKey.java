package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A table's primary key.
 *
 * @param name null: the database names it
 * @param withoutOverlaps the last column is a range or multirange, and two rows with equal values in the others have no
 *     moment in common; PostgreSQL 18 and later
 */
@API(status = STABLE, since = "0.1")
public record PrimaryKey(@Nullable String name, List<String> columns, boolean withoutOverlaps) {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }

    /** A key whose columns are all compared for being equal. */
    public PrimaryKey(@Nullable String name, List<String> columns) {
        this(name, columns, false);
    }

    public PrimaryKey withName(@Nullable String newName) {
        return new PrimaryKey(newName, columns, withoutOverlaps);
    }

    public PrimaryKey withColumns(List<String> newColumns) {
        return new PrimaryKey(name, newColumns, withoutOverlaps);
    }

    public PrimaryKey withoutOverlaps(boolean isWithoutOverlaps) {
        return new PrimaryKey(name, columns, isWithoutOverlaps);
    }
}
