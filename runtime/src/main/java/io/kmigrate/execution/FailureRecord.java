package io.kmigrate.execution;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.Session;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.SecretText;
import io.kmigrate.failure.Secrets;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Leaves in the history that a step failed whose rollback took everything else. */
final class FailureRecord {
    private final Session session;
    private final Recorder recorder;
    private final Secrets secrets;

    FailureRecord(Session session, Recorder recorder, Secrets secrets) {
        this.session = session;
        this.recorder = recorder;
        this.secrets = secrets;
    }

    /** A note that cannot be written must not hide the failure it is about. */
    void write(Step step, StepFailedException failed, Instant started) {
        try {
            String reason = words(failed.getCause(), failed.code().text(), secrets);
            Transaction.run(session, () -> {
                if (!recorder.isUnfinished(step)) {
                    recorder.failed(step, started, reason);
                }
            });
        } catch (SQLException | RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    /** The database's words alone: the statement may hold what is nobody's business. */
    static String words(@Nullable Throwable cause, String otherwise, Secrets secrets) {
        String said = cause == null || Causes.message(cause) == null ? otherwise : DatabaseWords.of(cause);
        String oneLine = said.strip().replaceAll("\\s*\\R\\s*", "; ");
        return SecretText.withoutClauses(secrets.hidden(oneLine));
    }
}
