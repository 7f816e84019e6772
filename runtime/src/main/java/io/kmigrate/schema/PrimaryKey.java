package io.kmigrate.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table's primary key.
 *
 * @param name null: the database names it
 */
public record PrimaryKey(@Nullable String name, List<String> columns) {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }
}
