package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.plan.Step;
import org.jspecify.annotations.Nullable;

/** Whether a step is one transaction, which some runs need. */
final class OneTransaction {
    private OneTransaction() {}

    /** Why it is not, as in {@code it is half done}; null when it is. */
    static @Nullable String obstacle(Step step, Dialect dialect, Resumption resumption) {
        if (resumption.of(step).isPresent()) {
            return "is half done";
        }
        if (!step.transactional()) {
            return "says transactional = false";
        }
        return CommitGroup.isAtOnce(CommitGroup.of(step, dialect), dialect)
                ? null
                : "holds operations that " + dialect.name() + " has to commit by themselves";
    }
}
