package io.kmigrate.execution;

import io.kmigrate.dialect.SessionControl;
import io.kmigrate.execution.ExecutionEvent.StepRetried;
import io.kmigrate.failure.Causes;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides whether work starts again that was undone because others held a lock, and pauses before it does. */
record LockRetries(SessionControl sessions, RunLimits limits, ExecutionListener listener) {
    /**
     * False when it is no use; otherwise once the pause is over.
     *
     * @param attempt 1-based number of the one that failed
     */
    boolean isToBeRetried(Step step, int attempt, Exception failed) {
        SQLException lock = lockFailure(failed);
        if (lock == null || attempt > limits.retries()) {
            return false;
        }
        Duration pause = limits.pause().multipliedBy(1L << (attempt - 1));
        listener.on(new StepRetried(step, attempt, pause, String.valueOf(lock.getMessage())));
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private @Nullable SQLException lockFailure(Throwable failed) {
        for (Throwable cause : Causes.of(failed)) {
            if (cause instanceof SQLException said && sessions.isLockFailure(said)) {
                return said;
            }
        }
        return null;
    }
}
