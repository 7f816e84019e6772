package io.kmigrate.execution;

import io.kmigrate.dialect.Session;
import io.kmigrate.failure.Causes;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Leaves in the history that a step failed whose rollback took everything else. */
final class FailureRecord {
    /** Databases repeat a part of the statement: {@code PASSWORD 'x'}, {@code IDENTIFIED BY "x"}, {@code pwd=x}. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(\\b(?:password|passwd|pwd|identified\\s+by|secret|token)\\b\\s*(?:=>?|:)?\\s*)('[^']*'?|\"[^\"]*\"?|[^\\s'\",;)]+)");

    private final Session session;
    private final Recorder recorder;
    private final UnaryOperator<String> mask;

    FailureRecord(Session session, Recorder recorder, UnaryOperator<String> mask) {
        this.session = session;
        this.recorder = recorder;
        this.mask = mask;
    }

    /** A note that cannot be written must not hide the failure it is about. */
    void write(Step step, StepFailedException failed, Instant started) {
        try {
            String reason = reason(failed);
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
    private String reason(StepFailedException failed) {
        Throwable cause = failed.getCause();
        String message = cause == null ? null : Causes.message(cause);
        String said = message == null ? failed.code().text() : message;
        String oneLine = said.strip().replaceAll("\\s*\\R\\s*", "; ");
        return SECRET.matcher(mask.apply(oneLine)).replaceAll("$1***");
    }
}
