package io.kmigrate.operation;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a column; null leaves a thing as it is. The rest is never restated by users: it comes
 * from the catalog, or offline from the replayed snapshot.
 *
 * @param using SQL text that turns the old value into the new type
 * @param defaultChange what happens to the default
 * @param comment the new comment; empty removes it
 * @param newName the new name, given after all other changes
 */
public record ColumnChange(
        @Nullable ColumnType type,
        @Nullable String using,
        @Nullable Boolean nullable,
        @Nullable DefaultChange defaultChange,
        @Nullable String comment,
        @Nullable String newName) {

    /** Nothing changes. */
    public static ColumnChange none() {
        return new ColumnChange(null, null, null, null, null, null);
    }

    /**
     * A new default or none.
     *
     * @param value null drops the default
     */
    public record DefaultChange(@Nullable DefaultValue value) {}

    public ColumnChange withType(ColumnType newType) {
        return new ColumnChange(newType, using, nullable, defaultChange, comment, newName);
    }

    public ColumnChange withUsing(@Nullable String expression) {
        return new ColumnChange(type, expression, nullable, defaultChange, comment, newName);
    }

    public ColumnChange withNullable(boolean isNullable) {
        return new ColumnChange(type, using, isNullable, defaultChange, comment, newName);
    }

    public ColumnChange withDefault(@Nullable DefaultValue value) {
        return new ColumnChange(type, using, nullable, new DefaultChange(value), comment, newName);
    }

    public ColumnChange withComment(String text) {
        return new ColumnChange(type, using, nullable, defaultChange, text, newName);
    }

    public ColumnChange withNewName(String name) {
        return new ColumnChange(type, using, nullable, defaultChange, comment, name);
    }

    /** The column after the change, still under its old name. */
    public Column applyTo(Column column) {
        Column result = column;
        if (type != null) {
            result = result.withType(type);
        }
        if (nullable != null) {
            result = result.withNullable(nullable);
        }
        if (defaultChange != null) {
            result = result.withDefault(defaultChange.value());
        }
        if (comment != null) {
            result = result.withComment(comment.isEmpty() ? null : comment);
        }
        return result;
    }

    /** The change that turns a changed column back into {@code old}. */
    ColumnChange inverse(Column old) {
        return new ColumnChange(
                type == null ? null : old.type(),
                null,
                nullable == null ? null : (Boolean) old.nullable(),
                defaultChange == null ? null : new DefaultChange(old.defaultValue()),
                comment == null ? null : old.comment() == null ? "" : old.comment(),
                newName == null ? null : old.name());
    }
}
