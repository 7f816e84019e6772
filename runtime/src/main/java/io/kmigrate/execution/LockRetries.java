package io.kmigrate.execution;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.execution.ExecutionEvent.StepRetried;
import io.kmigrate.failure.Causes;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Starts work again, after a pause, that was rolled back as a whole because others held a lock or wrote the same rows. */
record LockRetries(RunLimits limits, SessionControl sessions, ExecutionListener listener) {
    /**
     * False when it is no use; otherwise once the pause is over.
     *
     * @param attempt that failed, 1-based
     * @param isUndone whether nothing of it stays; asked only where it matters
     */
    boolean isToBeRetried(Step step, int attempt, Exception failed, BooleanSupplier isUndone) {
        Optional<SQLException> lock = lockFailure(failed);
        if (lock.isEmpty() || attempt > limits.retries() || !isUndone.getAsBoolean()) {
            return false;
        }
        Duration pause = limits.pause().multipliedBy(1L << (attempt - 1));
        listener.on(new StepRetried(step, attempt, pause, DatabaseWords.of(lock.get())));
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<SQLException> lockFailure(Throwable failed) {
        for (Throwable cause : Causes.of(failed)) {
            if (cause instanceof SQLException said && sessions.isLockFailure(said)) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }
}
