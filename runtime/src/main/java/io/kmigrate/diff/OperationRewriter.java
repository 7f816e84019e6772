package io.kmigrate.diff;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.operation.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Changes what a comparison found: each operation is replaced by what this answers. To implement: answer a list
 * of the operation itself to keep it, an empty one to leave it out. What the answers do must fit each other.
 */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface OperationRewriter {
    List<Operation> rewrite(Operation operation);

    /** Keeps everything. */
    static OperationRewriter none() {
        return List::of;
    }

    /** Gives {@code next} what this one answers. */
    default OperationRewriter then(OperationRewriter next) {
        return operation -> rewrite(operation).stream()
                .flatMap(rewritten -> next.rewrite(rewritten).stream())
                .toList();
    }
}
