package io.kmigrate.execution;

import io.kmigrate.backfill.BackfillScript;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.ScriptSql;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.message.RepeatableMessages;
import io.kmigrate.message.RunMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Refuses plans that cannot run in the way that was asked for, before anything ran. */
final class PlanCheck {
    private PlanCheck() {}

    /** Throws where a transaction of the application's, or a pool of transactions, cannot hold each step. */
    static void refuseUnfit(Plan plan, Sessions sessions, Resumption resumption) {
        if (sessions.isEnclosed()) {
            refuseCommittingObjects(plan, sessions.dialect());
        }
        for (Step step : plan.steps()) {
            String obstacle = sessions.isPooled() || sessions.isEnclosed()
                    ? OneTransaction.obstacle(step, sessions.dialect(), resumption)
                    : null;
            if (obstacle != null) {
                refuse(step, sessions, obstacle);
            }
        }
    }

    private static void refuseCommittingObjects(Plan plan, Dialect dialect) {
        if (!plan.repeatables().isEmpty() && !dialect.capabilities().transactionalDdl()) {
            throw RepeatableMessages.notTogether(RunMessages.commitsEveryChange(dialect.name()))
                    .exception();
        }
    }

    /** The same for an unfinished step that is to be reverted. */
    static void refuseRevert(Step step, Sessions sessions) {
        if (sessions.isPooled() || sessions.isEnclosed()) {
            refuse(step, sessions, RunMessages.isUnfinished());
        }
    }

    private static void refuse(Step step, Sessions sessions, String obstacle) {
        Revision revision = step.revision();
        BiFunction<String, String, Problem> message = sessions.isPooled() ? RunMessages::pooled : RunMessages::enclosed;
        throw message.apply(revision.label(), obstacle).at(revision.location()).exception();
    }

    /** Throws unless all steps can share a transaction. */
    static void refuseParted(Plan plan, Dialect dialect, Resumption resumption) {
        refuseCommittingObjects(plan, dialect);
        for (Step step : plan.steps()) {
            String obstacle = OneTransaction.obstacle(step, dialect, resumption);
            if (obstacle != null) {
                Revision revision = step.revision();
                throw RunMessages.runTransaction(revision.label(), obstacle)
                        .at(revision.location())
                        .exception();
            }
        }
    }

    /** Throws unless the database can roll all of it back. */
    static void refuseDryRun(Plan plan, Dialect dialect, Resumption resumption) {
        if (!plan.repeatables().isEmpty()
                && plan.steps().isEmpty()
                && !dialect.capabilities().transactionalDdl()) {
            throw RepeatableMessages.noDryRun(RunMessages.commitsEveryChange(dialect.name()))
                    .exception();
        }
        for (Step step : plan.steps()) {
            String obstacle = dialect.capabilities().transactionalDdl()
                    ? OneTransaction.obstacleToTrial(step, dialect, resumption)
                    : RunMessages.commitsEveryChange(dialect.name());
            if (obstacle != null) {
                throw new DryRunException(step.revision(), obstacle);
            }
        }
    }

    /** Throws where steps are code and the plan is to become SQL text. */
    static void refuseCode(Plan plan, Dialect dialect) {
        List<Problem> problems = plan.steps().stream()
                .flatMap(step -> step.operations().stream()
                        .flatMap(operation ->
                                online(step, operation, dialect)
                                        .map(problem -> problem.at(operation.location()))
                                        .stream()))
                .toList();
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** Throws where operations depend on a question to the database. */
    static void refuseGuards(Step step) {
        List<Problem> problems = step.operations().stream()
                .flatMap(operation -> Optional.ofNullable(operation.guard())
                        .map(guard -> RunMessages.guardInSql(step.revision().label(), guard.word())
                                .at(operation.location()))
                        .stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** Throws where SQL of a script would move the transaction it runs in. */
    static void refuseTransactionControl(Plan plan, Dialect dialect) {
        List<Problem> problems = plan.steps().stream()
                .flatMap(step ->
                        ScriptSqlCheck.problems(step.operations(), List.of(dialect), step.transactional()).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** Throws where SQL of a script would leave the rest of a text for a client in another database. */
    static void refuseLeadingAway(Plan plan, Dialect dialect) {
        List<Problem> problems = plan.steps().stream()
                .flatMap(step -> step.operations().stream()
                        .filter(operation -> leadsAway(operation, dialect))
                        .map(operation -> RunMessages.leadsAwayInSql(
                                        step.revision().label())
                                .at(operation.location())))
                .toList();
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    private static boolean leadsAway(ScriptOperation operation, Dialect dialect) {
        return operation.operation().accept(new ScriptSql(dialect.name())).stream()
                .flatMap(sql -> dialect.split(sql).stream())
                .anyMatch(dialect.script()::leadsAway);
    }

    static void refuseCode(Hooks.Moment moment, ScriptOperation operation) {
        boolean isBackfill = operation.operation().inBatches().isPresent()
                || operation.operation().requiredBackfill().isPresent();
        if (isBackfill || isCodeWithoutText(operation.operation())) {
            throw RunMessages.hookCodeInSql(moment.word())
                    .at(operation.location())
                    .exception();
        }
    }

    /** What needs a connection; empty for what can be written as text. */
    private static Optional<Problem> online(Step step, ScriptOperation operation, Dialect dialect) {
        String label = step.revision().label();
        Operation said = operation.operation();
        Optional<Backfill> backfill = said.inBatches();
        if (backfill.isPresent()) {
            Optional<String> obstacle = BackfillScript.obstacle(backfill.get(), dialect);
            if (obstacle.isPresent()) {
                return Optional.of(BackfillMessages.inSql(label, backfill.get().name(), obstacle.get()));
            }
        }
        if (said.requiredBackfill().isPresent()) {
            return said.requiredBackfill()
                    .map(name -> BackfillMessages.inSql(label, name, BackfillMessages.isWaitedFor()));
        }
        if (isCodeWithoutText(said)) {
            return Optional.of(RunMessages.codeInSql(label));
        }
        // The client of the database may be unable to ask what a guard asks.
        return Optional.ofNullable(operation.guard())
                .filter(guard -> OperationWriter.condition(guard, dialect).isEmpty())
                .map(guard -> RunMessages.guardInSql(label, guard.word()));
    }

    private static boolean isCodeWithoutText(Operation operation) {
        return operation instanceof RunCode code && code.offlineSql() == null;
    }
}
