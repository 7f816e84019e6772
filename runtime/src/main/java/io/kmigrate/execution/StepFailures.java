package io.kmigrate.execution;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.SessionControl;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.HiddenCause;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.failure.Secrets;
import io.kmigrate.failure.VisibleText;
import io.kmigrate.message.RowMessages;
import io.kmigrate.message.SessionMessages;
import io.kmigrate.message.StepMessages;
import io.kmigrate.message.UnfinishedMessages;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What failures of steps say.
 *
 * @param sessions tells what a failure of the database means
 * @param secrets are taken out of what the database says and of the statement
 */
record StepFailures(SessionControl sessions, Secrets secrets) {
    /** @param number of the operation, 1-based */
    OperationFailedException operation(
            Step step, int number, ScriptOperation operation, @Nullable String sql, LeftBehind left, Exception cause) {
        String headline = OperationDescription.of(operation.operation()).headline();
        if (cause instanceof MigrationException refusal && refusal.code() == ErrorCode.BACKFILL_PENDING) {
            Facts known = Facts.NONE.withOperation(headline).withState(left.text());
            Problem pending = refusal.problems().get(0).at(operation.location()).with(known);
            return new OperationFailedException(step, number, pending, hidden(cause));
        }
        Problem problem = StepMessages.operationFailed(
                        step.revision().label(), number, step.operations().size(), headline, fix(step, cause, left))
                .at(operation.location())
                .with(facts(cause, sql, left.text()).withOperation(headline));
        return new OperationFailedException(step, number, problem, hidden(cause));
    }

    /** An operation was not begun, because it could not be done with rows that are there. */
    OperationFailedException rows(
            Step step, int number, ScriptOperation operation, RowGuard.Found found, LeftBehind left) {
        String headline = OperationDescription.of(operation.operation()).headline();
        Problem problem = RowMessages.inTheWay(
                        step.revision().label(),
                        number,
                        step.operations().size(),
                        headline,
                        found.check().what().apply(found.rows()))
                .at(operation.location())
                .with(Facts.NONE
                        .withOperation(headline)
                        .withSql(found.check().rows())
                        .withState(left.text())
                        .withRows(found.rows(), found.keys())
                        .masked(secrets::hidden));
        return new OperationFailedException(step, number, problem, null);
    }

    /** A refusal of ours knows better what to do than a failure of the database. */
    private Fix fix(Step step, Exception cause, LeftBehind left) {
        if (isOlderThanScripts(step, cause)) {
            return StepMessages.fixExistingDatabase(step.revision().id());
        }
        Optional<Fix> known = fixOfCause(cause);
        if (left.undecided() > 0) {
            return decided(known, left);
        }
        return known.orElseGet(
                () -> isConnectionLost(cause) ? StepMessages.fixLostConnection() : StepMessages.fixScriptOrData());
    }

    /** The same command again would be refused, and so would another text of the operation. */
    private static Fix decided(Optional<Fix> known, LeftBehind left) {
        Fix decide = UnfinishedMessages.decide(left.undecided());
        return known.map(fix -> UnfinishedMessages.both(fix, decide)).orElse(decide);
    }

    private Optional<Fix> fixOfCause(Exception cause) {
        Optional<Problem> ours = Causes.first(cause, MigrationException.class)
                .map(refusal -> refusal.problems().get(0));
        return ours.or(() -> explanation(cause)).map(Problem::fix);
    }

    /** What code throws may only hold what the driver did. */
    private Optional<Problem> explanation(Exception cause) {
        return Causes.of(cause).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(said -> sessions.explanation(said).stream())
                .findFirst();
    }

    /** SQLSTATE class 08 is the connection; PostgreSQL has 57P01 to 57P03 for a server that ends. */
    private static boolean isConnectionLost(Exception cause) {
        return Causes.first(cause, SQLException.class)
                .map(SQLException::getSQLState)
                .filter(state -> state.startsWith("08") || state.startsWith("57P0"))
                .isPresent();
    }

    /** No revision is applied, and yet there is what one creates: the application did so before there were scripts. */
    private boolean isOlderThanScripts(Step step, Exception cause) {
        return step.direction() == Direction.UP
                && step.rowsBefore().isEmpty()
                && cause instanceof SQLException said
                && sessions.isExistingObject(said);
    }

    /** All operations of a step ran, but the database would not keep them. */
    StepFailedException commit(Step step, LeftBehind left, Exception cause) {
        Optional<Fix> known = fixOfCause(cause);
        Fix fix = left.undecided() > 0 ? decided(known, left) : known.orElse(null);
        Problem problem = StepMessages.commitFailed(step.revision().label(), fix)
                .at(step.revision().location())
                .with(facts(cause, null, left.text()));
        return new StepFailedException(step, problem, hidden(cause));
    }

    /** A step ran, but what it changed of its session could not be put back. */
    StepFailedException session(Step step, String state, Exception cause) {
        Problem problem = SessionMessages.notRestored(step.revision().label())
                .at(step.revision().location())
                .with(facts(cause, null, state));
        return new StepFailedException(step, problem, hidden(cause));
    }

    StepFailedException hook(Step step, AppliedStep applied, HookFailure failure, String state) {
        return new StepFailedException(step, problem(applied, failure, state), hidden(failure.reason()));
    }

    /** A hook refused that version rows change without a run, or the database refused what a hook added. */
    MigrationException stamp(AppliedStep stamp, HookFailure failure, String state) {
        return new MigrationException(problem(stamp, failure, state), hidden(failure.reason()));
    }

    private Problem problem(AppliedStep step, HookFailure failure, String state) {
        Problem problem = failure.sql() == null
                ? StepMessages.hookThrew(failure.moment().word(), described(step))
                : StepMessages.hookStatementFailed(failure.moment().word(), described(step));
        return problem.at(failure.place()).with(facts(failure.reason(), failure.sql(), state));
    }

    private static String described(AppliedStep step) {
        String revision =
                step.revision() + (step.message().isEmpty() ? "" : " \"" + VisibleText.line(step.message()) + "\"");
        return switch (step.kind()) {
            case UPGRADE -> StepMessages.upgradeOf(revision);
            case DOWNGRADE -> StepMessages.downgradeOf(revision);
            case SKIP -> StepMessages.skipOf(revision);
            case STAMP -> StepMessages.stampOf(revision);
            case RESOLVE -> StepMessages.resolutionOf(revision);
        };
    }

    private Exception hidden(Exception cause) {
        return (Exception) HiddenCause.of(cause, secrets::hidden);
    }

    private Facts facts(Exception cause, @Nullable String sql, String state) {
        return DatabaseWords.facts(cause).withSql(sql).withState(state).masked(secrets::hidden);
    }

    /**
     * A hook that failed, before it is known what that leaves behind.
     *
     * @param sql the statement that failed; null when the hook itself threw
     */
    record HookFailure(
            Moment moment,
            @Nullable Location place,
            @Nullable String sql,
            Exception reason) {
        /** A hook that threw before it gave any operation. */
        static HookFailure thrown(Moment moment, RuntimeException reason) {
            return new HookFailure(moment, null, null, reason);
        }

        @Override
        public @Nullable Location place() {
            return place == null && reason instanceof MigrationException said
                    ? said.problems().get(0).location()
                    : place;
        }
    }
}
