package io.kmigrate.lint;

import io.kmigrate.operation.Operation;
import java.util.List;

/**
 * A rule's section in {@code docs/lint.md}.
 *
 * @param title what the rule finds
 * @param why what happens otherwise
 * @param wayOut how to get there safely
 */
public record Documentation(String title, String why, String wayOut, Example example) {
    /**
     * Operations in which the rule finds something.
     *
     * @param schema what makes the schema that they start from
     */
    public record Example(List<Operation> schema, List<Operation> operations) {
        public Example {
            schema = List.copyOf(schema);
            operations = List.copyOf(operations);
        }
    }
}
