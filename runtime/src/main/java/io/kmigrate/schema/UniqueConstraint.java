package io.kmigrate.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint.
 *
 * @param name null: the database names it
 */
public record UniqueConstraint(@Nullable String name, List<String> columns) {
    public UniqueConstraint {
        columns = List.copyOf(columns);
    }
}
