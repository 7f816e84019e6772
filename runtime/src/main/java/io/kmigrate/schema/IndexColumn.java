package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A part of an index.
 *
 * @param text a column's name, or SQL text when {@code expression}
 * @param nulls where nulls stand; null: where the database puts them
 * @param operatorClass PostgreSQL's, such as {@code text_pattern_ops}
 * @param length how many characters or bytes of a value are indexed: MySQL and MariaDB need it for texts
 */
@API(status = STABLE, since = "0.1")
public record IndexColumn(
        String text,
        boolean expression,
        boolean descending,
        @Nullable Nulls nulls,
        @Nullable String operatorClass,
        @Nullable Integer length) {
    /** Where nulls stand in the order of an index. */
    public enum Nulls {
        FIRST,
        LAST
    }

    public static IndexColumn column(String name) {
        return new IndexColumn(name, false, false, null, null, null);
    }

    public static IndexColumn expression(String sql) {
        return new IndexColumn(sql, true, false, null, null, null);
    }

    public IndexColumn descendingOrder() {
        return new IndexColumn(text, expression, true, nulls, operatorClass, length);
    }

    public IndexColumn withText(String newText) {
        return new IndexColumn(newText, expression, descending, nulls, operatorClass, length);
    }

    public IndexColumn withNulls(@Nullable Nulls place) {
        return new IndexColumn(text, expression, descending, place, operatorClass, length);
    }

    public IndexColumn withOperatorClass(@Nullable String name) {
        return new IndexColumn(text, expression, descending, nulls, name, length);
    }

    public IndexColumn withLength(@Nullable Integer newLength) {
        return new IndexColumn(text, expression, descending, nulls, operatorClass, newLength);
    }
}
