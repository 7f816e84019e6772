package io.kmigrate.execution;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.failure.HiddenCause;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.repeatable.RepeatableStep.Action;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the database refused of the objects that follow their text: as failures, and as rows of the history. */
final class RepeatableRefusals {
    private record Refusal(RepeatableStep step, String reason) {}

    private final RepeatableRun.Tools tools;
    private final List<String> rows;
    private final List<Refusal> unwritten = new ArrayList<>();

    /** @param rows the version rows of the run's end */
    RepeatableRefusals(RepeatableRun.Tools tools, List<String> rows) {
        this.tools = tools;
        this.rows = rows;
    }

    /**
     * The failure, which the history keeps as well: at once, or by {@link #note} once the transaction of all is over.
     *
     * @param sql the statement that was refused; null where none was sent
     */
    MigrationException add(RepeatableStep step, Problem what, Exception refused, String state, @Nullable String sql) {
        MigrationException failure = failure(step, what, refused, state, sql);
        unwritten.add(
                new Refusal(step, FailureRecord.words(refused, failure.code().text(), tools.secrets())));
        if (!tools.isTogether()) {
            note(failure);
        }
        return failure;
    }

    /** A note that cannot be written must not hide the failure it is about. No transaction is open. */
    void note(Throwable failed) {
        if (unwritten.isEmpty()) {
            return;
        }
        try {
            Transaction.run(tools.session(), () -> {
                for (Refusal refusal : unwritten) {
                    tools.recorder().refused(refusal.step(), refusal.reason(), rows);
                }
            });
            unwritten.clear();
        } catch (SQLException | RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private MigrationException failure(
            RepeatableStep step, Problem what, Exception refused, String state, @Nullable String sql) {
        if (refused instanceof MigrationException ours && sql == null) {
            return ours;
        }
        Problem problem = what.at(step.location())
                .with(DatabaseWords.facts(refused)
                        .withSql(sql == null ? null : shown(step, sql))
                        .withState(state)
                        .masked(tools.secrets()::hidden));
        return new MigrationException(List.of(problem), hidden(refused));
    }

    /** The user's text in the place of a statement that replaces an object with all that hangs on it. */
    private String shown(RepeatableStep step, String sent) {
        return step.action() == Action.APPLY
                ? ShownStatements.of(step, tools.dialect()).stream().findFirst().orElse(sent)
                : sent;
    }

    @Nullable
    Exception hidden(@Nullable Exception cause) {
        return cause == null ? null : (Exception) HiddenCause.of(cause, tools.secrets()::hidden);
    }
}
