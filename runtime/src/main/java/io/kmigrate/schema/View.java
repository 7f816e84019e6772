package io.kmigrate.schema;

/**
 * A view.
 *
 * @param query the SELECT behind it, SQL text without a semicolon
 * @param materialized its rows are kept, and renewed on demand
 */
public record View(TableName name, String query, boolean materialized) implements SchemaObject {
    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.view(this);
    }
}
