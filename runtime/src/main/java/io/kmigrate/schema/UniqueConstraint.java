package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint.
 *
 * @param name null: the database names it
 * @param nullsNotDistinct takes one null alone; PostgreSQL 15 and later
 * @param withoutOverlaps as for a {@link PrimaryKey}
 */
@API(status = STABLE, since = "0.1")
public record UniqueConstraint(
        @Nullable String name,
        List<String> columns,
        boolean nullsNotDistinct,
        Deferral deferral,
        boolean withoutOverlaps) {
    public UniqueConstraint {
        columns = List.copyOf(columns);
    }

    /** A constraint that is checked at once and takes any number of nulls. */
    public UniqueConstraint(@Nullable String name, List<String> columns) {
        this(name, columns, false, Deferral.NOT_DEFERRABLE, false);
    }

    public UniqueConstraint withName(@Nullable String newName) {
        return new UniqueConstraint(newName, columns, nullsNotDistinct, deferral, withoutOverlaps);
    }

    public UniqueConstraint withColumns(List<String> newColumns) {
        return new UniqueConstraint(name, newColumns, nullsNotDistinct, deferral, withoutOverlaps);
    }

    public UniqueConstraint withNullsNotDistinct(boolean isNullsNotDistinct) {
        return new UniqueConstraint(name, columns, isNullsNotDistinct, deferral, withoutOverlaps);
    }

    public UniqueConstraint withDeferral(Deferral newDeferral) {
        return new UniqueConstraint(name, columns, nullsNotDistinct, newDeferral, withoutOverlaps);
    }

    public UniqueConstraint withoutOverlaps(boolean isWithoutOverlaps) {
        return new UniqueConstraint(name, columns, nullsNotDistinct, deferral, isWithoutOverlaps);
    }
}
