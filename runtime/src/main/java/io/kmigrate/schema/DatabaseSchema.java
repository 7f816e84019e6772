package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** A named schema: a room for tables of its own. */
@API(status = STABLE, since = "0.1")
public record DatabaseSchema(TableName name) implements SchemaObject {
    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.schema(this);
    }
}
