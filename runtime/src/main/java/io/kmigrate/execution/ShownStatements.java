package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.repeatable.RepeatableStep.Action;
import io.kmigrate.schema.Snapshot;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The SQL of an object as people read it: its creation, as if it were new. Replacing it can take much more, which is
 * read from the catalog.
 */
@API(status = INTERNAL, since = "0.1")
public final class ShownStatements {
    private ShownStatements() {}

    public static List<String> of(RepeatableStep step, Dialect dialect) {
        Optional<Operation> operation =
                step.action() == Action.APPLY ? Optional.of(step.object().freshCreation()) : step.operation();
        return operation.stream()
                .flatMap(shown -> dialect.render(shown, Catalog.of(Snapshot.empty())).stream())
                .toList();
    }
}
