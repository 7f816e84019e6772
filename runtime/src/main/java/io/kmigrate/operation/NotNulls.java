package io.kmigrate.operation;

import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The NOT NULL constraints of a table, of which a column has one at most. */
final class NotNulls {
    private NotNulls() {}

    static Optional<NotNullConstraint> of(Table table, String column) {
        return table.notNullConstraints().stream()
                .filter(constraint -> constraint.column().equals(column))
                .findFirst();
    }

    static Table without(Table table, String column) {
        return table.withNotNullConstraints(table.notNullConstraints().stream()
                .filter(constraint -> !constraint.column().equals(column))
                .toList());
    }

    /** The table with that of {@code column} changed, where there is one. */
    static Table changed(Table table, String column, UnaryOperator<NotNullConstraint> change) {
        List<NotNullConstraint> constraints = table.notNullConstraints().stream()
                .map(constraint -> constraint.column().equals(column) ? change.apply(constraint) : constraint)
                .toList();
        return table.withNotNullConstraints(constraints);
    }
}
