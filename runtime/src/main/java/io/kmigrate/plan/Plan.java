package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.operation.Operation;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a run will do, in order: a value that can be printed, linted, rendered and run.
 *
 * @param steps the revisions
 * @param repeatables what happens to objects that follow their text, before and after the revisions
 */
@API(status = STABLE, since = "0.1")
public record Plan(List<Step> steps, RepeatablePlan repeatables) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** Of revisions alone. */
    public Plan(List<Step> steps) {
        this(steps, RepeatablePlan.NONE);
    }

    /** The same revisions. */
    public Plan with(RepeatablePlan objects) {
        return new Plan(steps, objects);
    }

    public boolean isEmpty() {
        return steps.isEmpty() && repeatables.isEmpty();
    }

    /** The steps before one of it, without the objects that follow all steps. */
    public Plan before(Step step) {
        return new Plan(steps.subList(0, steps.indexOf(step)));
    }

    /** The same from this step on. */
    public Plan from(Step step) {
        return new Plan(steps.subList(steps.indexOf(step), steps.size()), repeatables);
    }

    /** Those of all steps, in order. */
    public List<Operation> operations() {
        return steps.stream()
                .flatMap(step -> step.operations().stream())
                .map(ScriptOperation::operation)
                .toList();
    }
}
