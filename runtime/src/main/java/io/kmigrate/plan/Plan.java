package io.kmigrate.plan;

import io.kmigrate.operation.Operation;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;

/** What a run will do, in order: a value that can be printed, linted, rendered and run. */
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Those of all steps, in order. */
    public List<Operation> operations() {
        return steps.stream()
                .flatMap(step -> step.operations().stream())
                .map(ScriptOperation::operation)
                .toList();
    }
}
