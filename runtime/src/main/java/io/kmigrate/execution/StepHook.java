package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.revision.ScriptOperation;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Adds operations to every change of the version rows: upgrades, downgrades, stamps and revisions resolved by
 * hand. What it answers runs in the transaction of the step and is rolled back with it; for SQL text it is
 * written into the text. To implement: describe, as scripts do; answer rows, SQL and code steps alone; throw to
 * stop the step. A step that lost a lock and starts again asks again.
 */
@API(status = STABLE, since = "0.1")
public interface StepHook {
    /** What runs before the step's own operations. */
    default List<ScriptOperation> before(AppliedStep step) {
        return List.of();
    }

    /** What runs once the version rows are written. */
    default List<ScriptOperation> after(AppliedStep step) {
        return List.of();
    }

    /** Adds nothing. */
    static StepHook none() {
        return NoHook.ONLY;
    }

    /** This hook's operations, then those of {@code next}. */
    default StepHook then(StepHook next) {
        StepHook first = this;
        return new StepHook() {
            @Override
            public List<ScriptOperation> before(AppliedStep step) {
                return both(first.before(step), next.before(step));
            }

            @Override
            public List<ScriptOperation> after(AppliedStep step) {
                return both(first.after(step), next.after(step));
            }

            private List<ScriptOperation> both(List<ScriptOperation> left, List<ScriptOperation> right) {
                List<ScriptOperation> all = new ArrayList<>(left);
                all.addAll(right);
                return all;
            }
        };
    }
}
