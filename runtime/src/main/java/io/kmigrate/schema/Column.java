package io.kmigrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column. A new one is not nullable, as in Exposed.
 *
 * @param autoIncrement the database numbers rows itself: identity, serial, AUTO_INCREMENT
 * @param collation the database's name of it
 */
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        @Nullable DefaultValue defaultValue,
        boolean autoIncrement,
        @Nullable Generated generated,
        @Nullable String collation,
        @Nullable String comment) {

    /** A NOT NULL column with nothing else. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false, null, false, null, null, null);
    }

    public Column withName(String newName) {
        return new Column(newName, type, nullable, defaultValue, autoIncrement, generated, collation, comment);
    }

    public Column withType(ColumnType newType) {
        return new Column(name, newType, nullable, defaultValue, autoIncrement, generated, collation, comment);
    }

    public Column withNullable(boolean isNullable) {
        return new Column(name, type, isNullable, defaultValue, autoIncrement, generated, collation, comment);
    }

    public Column withDefault(@Nullable DefaultValue value) {
        return new Column(name, type, nullable, value, autoIncrement, generated, collation, comment);
    }

    public Column withAutoIncrement(boolean isAutoIncrement) {
        return new Column(name, type, nullable, defaultValue, isAutoIncrement, generated, collation, comment);
    }

    public Column withGenerated(@Nullable Generated generation) {
        return new Column(name, type, nullable, defaultValue, autoIncrement, generation, collation, comment);
    }

    public Column withCollation(@Nullable String newCollation) {
        return new Column(name, type, nullable, defaultValue, autoIncrement, generated, newCollation, comment);
    }

    public Column withComment(@Nullable String newComment) {
        return new Column(name, type, nullable, defaultValue, autoIncrement, generated, collation, newComment);
    }
}
