package io.kmigrate.schema;

/** A named schema: a room for tables of its own. */
public record DatabaseSchema(TableName name) implements SchemaObject {
    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.schema(this);
    }
}
