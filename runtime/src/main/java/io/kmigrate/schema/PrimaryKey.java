package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A table's primary key.
 *
 * @param name null: the database names it
 */
@API(status = STABLE, since = "0.1")
public record PrimaryKey(@Nullable String name, List<String> columns) {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }
}
