package io.kmigrate.execution;

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

    private static Optional<Problem> problem(Step step, ScriptOperation operation) {
        boolean refused = operation.operation() instanceof RunCode code && code.offlineSql() == null;
        return refused
                ? Optional.of(new Problem(
                        "online-only",
                        "revision " + step.revision().label() + " has a data step, which needs a database:"
                                + " it cannot be written as SQL",
                        operation.location(),
                        "run upgrade with a connection, or say what a script does instead:"
                                + " data(\"…\", offline = skip) or offline = sql(\"…\")"))
                : Optional.empty();
    }
}
