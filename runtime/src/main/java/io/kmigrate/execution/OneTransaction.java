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
        return obstacle(step, dialect, resumption, false);
    }

    /** The same for a run that is rolled back, and takes one batch of each backfill with it. */
    static @Nullable String obstacleToTrial(Step step, Dialect dialect, Resumption resumption) {
        return obstacle(step, dialect, resumption, true);
    }

    private static @Nullable String obstacle(Step step, Dialect dialect, Resumption resumption, boolean isTrial) {
        if (resumption.of(step).isPresent()) {
            return RunMessages.isUnfinished();
        }
        if (!step.transactional()) {
            return RunMessages.isNotTransactional();
        }
        return CommitGroup.isAtOnce(CommitGroup.of(step, dialect, isTrial), dialect)
                ? null
                : RunMessages.commitsSeparately(dialect.name());
    }
}
