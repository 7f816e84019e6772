package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An enumeration type that the database keeps under a name.
 *
 * @param labels in their order, which is how values compare
 */
@API(status = STABLE, since = "0.1")
public record DatabaseEnum(TableName name, List<String> labels) implements SchemaObject {
    public DatabaseEnum {
        labels = List.copyOf(labels);
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.enumeration(this);
    }
}
