package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A rule's section in {@code docs/lint.md}.
 *
 * @param title what the rule finds
 * @param why what happens otherwise
 * @param wayOut how to get there safely
 */
@API(status = EXPERIMENTAL, since = "0.1")
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
