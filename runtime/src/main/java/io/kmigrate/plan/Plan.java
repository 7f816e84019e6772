package io.kmigrate.plan;

import java.util.List;

/** What a run will do, in order: a value that can be printed, linted, rendered and run. */
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
