package io.kmigrate.schema;

/**
 * A part of an index.
 *
 * @param text a column's name, or SQL text when {@code expression}
 */
public record IndexColumn(String text, boolean expression, boolean descending) {
    public static IndexColumn column(String name) {
        return new IndexColumn(name, false, false);
    }

    public static IndexColumn expression(String sql) {
        return new IndexColumn(sql, true, false);
    }

    public IndexColumn descendingOrder() {
        return new IndexColumn(text, expression, true);
    }
}
