package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationOptions;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

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
     * @param unsafe what the script says of all of them; null for nothing
     */
    public record Example(
            List<Operation> schema,
            List<Operation> operations,
            @Nullable String unsafe) {
        public Example {
            schema = List.copyOf(schema);
            operations = List.copyOf(operations);
        }

        public Example(List<Operation> schema, List<Operation> operations) {
            this(schema, operations, null);
        }

        /** The operations as a revision. */
        public Migration migration() {
            return new Migration(
                    Revision.of("example"),
                    MigrationOptions.STANDARD,
                    operations.stream()
                            .map(operation -> new ScriptOperation(operation, null, unsafe))
                            .toList(),
                    new Migration.Derived());
        }
    }
}
