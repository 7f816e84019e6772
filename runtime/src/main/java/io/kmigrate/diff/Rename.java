package io.kmigrate.diff;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.TableName;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A rename that a person decided: what would be a drop and an add keeps its data.
 *
 * @param table its name in the database; for a column, its new name does too
 * @param column the column's name in the database; null: the table itself is renamed
 * @param newSchema the schema that a table is in afterwards; null: the connection's default schema
 */
@API(status = STABLE, since = "0.1")
public record Rename(
        TableName table,
        @Nullable String column,
        String newName,
        @Nullable String newSchema) {
    /** One that stays in its schema. */
    public Rename(TableName table, @Nullable String column, String newName) {
        this(table, column, newName, table.schema());
    }

    /** Whether the table goes into another schema. */
    boolean moves() {
        return !Objects.equals(table.schema(), newSchema);
    }
}
