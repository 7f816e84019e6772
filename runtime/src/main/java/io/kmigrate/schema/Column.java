package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A column. A new one is not nullable, as in Exposed.
 *
 * @param identity how the database numbers rows itself; null where it does not
 * @param collation the database's name of it
 */
@API(status = STABLE, since = "0.1")
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        @Nullable DefaultValue defaultValue,
        @Nullable Identity identity,
        @Nullable Generated generated,
        @Nullable String collation,
        @Nullable String comment) {

    /** A NOT NULL column with nothing else. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false, null, null, null, null, null);
    }

    /** True where the database numbers rows itself. */
    public boolean autoIncrement() {
        return identity != null;
    }

    public Column withName(String newName) {
        return new Column(newName, type, nullable, defaultValue, identity, generated, collation, comment);
    }

    public Column withType(ColumnType newType) {
        return new Column(name, newType, nullable, defaultValue, identity, generated, collation, comment);
    }

    public Column withNullable(boolean isNullable) {
        return new Column(name, type, isNullable, defaultValue, identity, generated, collation, comment);
    }

    public Column withDefault(@Nullable DefaultValue value) {
        return new Column(name, type, nullable, value, identity, generated, collation, comment);
    }

    /** With {@link Identity#standard()}, or none. */
    public Column withAutoIncrement(boolean isAutoIncrement) {
        return withIdentity(isAutoIncrement ? Identity.standard() : null);
    }

    public Column withIdentity(@Nullable Identity newIdentity) {
        return new Column(name, type, nullable, defaultValue, newIdentity, generated, collation, comment);
    }

    public Column withGenerated(@Nullable Generated generation) {
        return new Column(name, type, nullable, defaultValue, identity, generation, collation, comment);
    }

    public Column withCollation(@Nullable String newCollation) {
        return new Column(name, type, nullable, defaultValue, identity, generated, newCollation, comment);
    }

    public Column withComment(@Nullable String newComment) {
        return new Column(name, type, nullable, defaultValue, identity, generated, collation, newComment);
    }
}
