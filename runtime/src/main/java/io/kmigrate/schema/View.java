package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * A view.
 *
 * @param query the SELECT behind it, SQL text without a semicolon
 * @param materialized its rows are kept, and renewed on demand
 */
@API(status = STABLE, since = "0.1")
public record View(TableName name, String query, boolean materialized) implements SchemaObject {
    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.view(this);
    }
}
