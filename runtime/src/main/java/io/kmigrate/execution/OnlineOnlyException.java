package io.kmigrate.execution;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.operation.RunCode;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import java.util.Optional;

/** Steps that are code, in a plan that is to become SQL text. */
public final class OnlineOnlyException extends MigrationException {
    private OnlineOnlyException(List<Problem> problems) {
        super(problems, null);
    }

    static void refuse(Plan plan) {
        List<Problem> problems = plan.steps().stream()
                .flatMap(step -> step.operations().stream().flatMap(operation -> problem(step, operation).stream()))
                .toList();
        if (!problems.isEmpty()) {
            throw new OnlineOnlyException(problems);
        }
    }

    static void refuse(Hooks.Moment moment, ScriptOperation operation) {
        if (isRefused(operation)) {
            throw new OnlineOnlyException(List.of(new Problem(
                    ErrorCode.ONLINE_ONLY,
                    "the hook " + moment.word() + " has a data step, which needs a database: it cannot be written as"
                            + " SQL",
                    operation.location(),
                    "say what the SQL text does instead: data(\"…\", offline = skip) or offline = sql(\"…\")")));
        }
    }

    private static boolean isRefused(ScriptOperation operation) {
        return operation.operation() instanceof RunCode code && code.offlineSql() == null;
    }

    private static Optional<Problem> problem(Step step, ScriptOperation operation) {
        return isRefused(operation)
                ? Optional.of(new Problem(
                        ErrorCode.ONLINE_ONLY,
                        "revision " + step.revision().label() + " has a data step, which needs a database:"
                                + " it cannot be written as SQL",
                        operation.location(),
                        "run upgrade with a connection, or say what a script does instead:"
                                + " data(\"…\", offline = skip) or offline = sql(\"…\")"))
                : Optional.empty();
    }
}
