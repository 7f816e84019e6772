package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A table's name as the user wrote it, unquoted.
 *
 * @param schema null for the connection's default schema
 */
@API(status = STABLE, since = "0.1")
public record TableName(@Nullable String schema, String name) implements Comparable<TableName> {
    /** A table in the default schema. */
    public static TableName of(String name) {
        return new TableName(null, name);
    }

    /** {@code schema.name}, or a name in the default schema. */
    public static TableName parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? of(text) : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    public TableName withName(String newName) {
        return new TableName(schema, newName);
    }

    @Override
    public int compareTo(TableName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
