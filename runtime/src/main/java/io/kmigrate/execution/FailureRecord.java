package io.kmigrate.execution;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.Session;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.SecretText;
import io.kmigrate.failure.Secrets;
import io.kmigrate.plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Leaves in the history that a step failed whose rollback took everything else. */
final class FailureRecord {
    private final Session session;
    private final Recorder recorder;
    private final Secrets secrets;
    private final RunLimits.Observers observers;

    FailureRecord(Session session, Recorder recorder, RunLimits limits) {
        this.session = session;
        this.recorder = recorder;
        this.secrets = limits.secrets();
        this.observers = limits.observers();
    }

    /** A note that cannot be written must not hide the failure it is about. */
    void write(Step step, StepFailedException failed, Instant started) {
        String reason = words(failed.getCause(), failed.code().text(), secrets);
        try {
            Transaction.run(session, () -> write(recorder.connection(), step, started, reason));
        } catch (SQLException | RuntimeException lost) {
            writeOverNewConnection(step, failed, started, reason);
        }
    }

    /** The connection of the run is broken, or its session is where nothing can be written. */
    private void writeOverNewConnection(Step step, StepFailedException failed, Instant started, String reason) {
        try (Connection other = observers.open()) {
            // The database may have committed what it could not tell any more.
            if (!recorder.isAt(other, step.rowsAfter())) {
                write(other, step, started, reason);
                if (!other.getAutoCommit()) {
                    other.commit();
                }
            }
        } catch (SQLException | RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void write(Connection over, Step step, Instant started, String reason) throws SQLException {
        if (!recorder.isUnfinished(over, step)) {
            recorder.failed(over, step, started, reason);
        }
    }

    /** The database's words alone: the statement may hold what is nobody's business. */
    static String words(@Nullable Throwable cause, String otherwise, Secrets secrets) {
        String said = cause == null || Causes.message(cause) == null ? otherwise : DatabaseWords.of(cause);
        String oneLine = said.strip().replaceAll("\\s*\\R\\s*", "; ");
        return SecretText.withoutClauses(secrets.hidden(oneLine));
    }
}
