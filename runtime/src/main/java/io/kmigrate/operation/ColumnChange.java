package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a column; null leaves a thing as it is. The rest is never restated by users: it comes
 * from the catalog, or offline from the replayed snapshot.
 *
 * @param using SQL text that turns the old value into the new type
 * @param defaultChange what happens to the default
 * @param identityChange what happens to the numbering of rows
 * @param generatedChange what happens to the expression it is computed by
 * @param collationChange what happens to the order of its texts
 * @param comment the new comment; empty removes it
 * @param newName the new name, given after all other changes
 * @param place where it stands from now on among the columns of its table
 */
@API(status = STABLE, since = "0.1")
public record ColumnChange(
        @Nullable ColumnType type,
        @Nullable String using,
        @Nullable Boolean nullable,
        @Nullable DefaultChange defaultChange,
        @Nullable IdentityChange identityChange,
        @Nullable GeneratedChange generatedChange,
        @Nullable CollationChange collationChange,
        @Nullable String comment,
        @Nullable String newName,
        @Nullable ColumnPlace place) {

    private static final ColumnChange NONE =
            new ColumnChange(null, null, null, null, null, null, null, null, null, null);

    /** Stands in a generated script for an expression that only its user knows. Nothing runs with it. */
    public static final String TO_FILL = "…";

    /** Nothing changes. */
    public static ColumnChange none() {
        return NONE;
    }

    /**
     * A new default or none.
     *
     * @param value null drops the default
     */
    public record DefaultChange(@Nullable DefaultValue value) {}

    /**
     * Numbers rows from now on, or no longer.
     *
     * @param value null: no longer
     */
    public record IdentityChange(@Nullable Identity value) {}

    /**
     * Another expression, or a plain column from now on.
     *
     * @param value null: plain, with the values it has
     */
    public record GeneratedChange(@Nullable Generated value) {}

    /**
     * Another order of texts.
     *
     * @param value null: that of the table
     */
    public record CollationChange(@Nullable String value) {}

    public ColumnChange withType(ColumnType newType) {
        return new ColumnChange(
                newType,
                using,
                nullable,
                defaultChange,
                identityChange,
                generatedChange,
                collationChange,
                comment,
                newName,
                place);
    }

    public ColumnChange withUsing(@Nullable String expression) {
        return new ColumnChange(
                type,
                expression,
                nullable,
                defaultChange,
                identityChange,
                generatedChange,
                collationChange,
                comment,
                newName,
                place);
    }

    public ColumnChange withNullable(boolean isNullable) {
        return new ColumnChange(
                type,
                using,
                isNullable,
                defaultChange,
                identityChange,
                generatedChange,
                collationChange,
                comment,
                newName,
                place);
    }

    public ColumnChange withDefault(@Nullable DefaultValue value) {
        return new ColumnChange(
                type,
                using,
                nullable,
                new DefaultChange(value),
                identityChange,
                generatedChange,
                collationChange,
                comment,
                newName,
                place);
    }

    public ColumnChange withIdentity(@Nullable Identity value) {
        return new ColumnChange(
                type,
                using,
                nullable,
                defaultChange,
                new IdentityChange(value),
                generatedChange,
                collationChange,
                comment,
                newName,
                place);
    }

    public ColumnChange withGenerated(@Nullable Generated value) {
        return new ColumnChange(
                type,
                using,
                nullable,
                defaultChange,
                identityChange,
                new GeneratedChange(value),
                collationChange,
                comment,
                newName,
                place);
    }

    public ColumnChange withCollation(@Nullable String value) {
        return new ColumnChange(
                type,
                using,
                nullable,
                defaultChange,
                identityChange,
                generatedChange,
                new CollationChange(value),
                comment,
                newName,
                place);
    }

    public ColumnChange withComment(String text) {
        return new ColumnChange(
                type,
                using,
                nullable,
                defaultChange,
                identityChange,
                generatedChange,
                collationChange,
                text,
                newName,
                place);
    }

    public ColumnChange withNewName(String name) {
        return new ColumnChange(
                type,
                using,
                nullable,
                defaultChange,
                identityChange,
                generatedChange,
                collationChange,
                comment,
                name,
                place);
    }

    public ColumnChange withPlace(@Nullable ColumnPlace newPlace) {
        return new ColumnChange(
                type,
                using,
                nullable,
                defaultChange,
                identityChange,
                generatedChange,
                collationChange,
                comment,
                newName,
                newPlace);
    }

    /** True where more changes than the comment and the name. */
    public boolean changesDefinition() {
        return Stream.of(type, using, nullable, defaultChange, identityChange, generatedChange, collationChange, place)
                .anyMatch(Objects::nonNull);
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
        if (identityChange != null) {
            result = result.withIdentity(identityChange.value());
        }
        if (generatedChange != null) {
            result = result.withGenerated(generatedChange.value());
        }
        if (collationChange != null) {
            result = result.withCollation(collationChange.value());
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
                identityChange == null ? null : new IdentityChange(old.identity()),
                generatedChange == null ? null : new GeneratedChange(old.generated()),
                collationChange == null ? null : new CollationChange(old.collation()),
                comment == null ? null : old.comment() == null ? "" : old.comment(),
                newName == null ? null : old.name(),
                null);
    }
}
