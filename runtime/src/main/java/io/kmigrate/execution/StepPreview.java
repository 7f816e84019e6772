package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a run would send for a step, without sending it.
 *
 * @param parts in the order they run; none for a step that does nothing
 */
@API(status = MAINTAINED, since = "0.1")
public record StepPreview(Step step, List<Part> parts) {
    public StepPreview {
        parts = List.copyOf(parts);
    }

    /** When the effect of a part is there to stay. */
    public enum Commit {
        /** With all of its revision. */
        WITH_REVISION,
        /** Right after it, in a transaction of its own. */
        BY_ITSELF,
        /** Right after it: the database refuses it in a transaction, such as a concurrent index. */
        OUTSIDE_TRANSACTION,
        /** Each of its statements right after it: the operation lets others work. */
        IN_PARTS
    }

    /**
     * Operations that the database does in one go.
     *
     * @param statements empty for code and files, and where nothing is to be done
     * @param unknown why the statements are known only during the run; null where they are known
     * @param online how an operation runs that could keep others waiting; null where there is nothing to choose
     */
    public record Part(
            List<ScriptOperation> operations,
            List<String> statements,
            Commit commit,
            @Nullable String unknown,
            @Nullable OnlineChoice online) {
        public Part {
            operations = List.copyOf(operations);
            statements = List.copyOf(statements);
        }
    }
}
