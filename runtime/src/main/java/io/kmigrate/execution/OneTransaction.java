package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.message.RunMessages;
import io.kmigrate.plan.Step;
import org.jspecify.annotations.Nullable;

/** Whether a step is one transaction, which some runs need. */
final class OneTransaction {
    private OneTransaction() {}

    /** Why it is not; null when it is. */
    static @Nullable String obstacle(Step step, Dialect dialect, Resumption resumption) {
        if (resumption.of(step).isPresent()) {
            return RunMessages.isUnfinished();
        }
        if (!step.transactional()) {
            return RunMessages.isNotTransactional();
        }
        return CommitGroup.isAtOnce(CommitGroup.of(step, dialect), dialect)
                ? null
                : RunMessages.commitsSeparately(dialect.name());
    }
}
