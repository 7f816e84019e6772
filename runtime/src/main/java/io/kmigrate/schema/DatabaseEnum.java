package io.kmigrate.schema;

import java.util.List;

/**
 * An enumeration type that the database keeps under a name.
 *
 * @param labels in their order, which is how values compare
 */
public record DatabaseEnum(TableName name, List<String> labels) implements SchemaObject {
    public DatabaseEnum {
        labels = List.copyOf(labels);
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.enumeration(this);
    }
}
