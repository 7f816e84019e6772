package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.ColumnType;
import org.apiguardian.api.API;

/**
 * How code gives a text to a column whose type only the database knows: an enumeration, JSON, a custom type. To
 * implement for a database: override {@link #marker} or {@link #isUntyped} where it refuses a plain text there.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface TextParameters {
    /** The text as a literal of the database, for a column of {@code type}. */
    String literal(ColumnType type, String text);

    /** What stands for the value in a statement. */
    default String marker(ColumnType type) {
        return "?";
    }

    /** Whether the server finds the type of the value by itself, and would refuse one that is said to be text. */
    default boolean isUntyped(ColumnType type) {
        return false;
    }
}
