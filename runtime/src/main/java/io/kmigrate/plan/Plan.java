package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.operation.Operation;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import org.apiguardian.api.API;

/** What a run will do, in order: a value that can be printed, linted, rendered and run. */
@API(status = STABLE, since = "0.1")
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The steps before one of it. */
    public Plan before(Step step) {
        return new Plan(steps.subList(0, steps.indexOf(step)));
    }

    /** The same from this step on. */
    public Plan from(Step step) {
        return new Plan(steps.subList(steps.indexOf(step), steps.size()));
    }

    /** Those of all steps, in order. */
    public List<Operation> operations() {
        return steps.stream()
                .flatMap(step -> step.operations().stream())
                .map(ScriptOperation::operation)
                .toList();
    }
}
