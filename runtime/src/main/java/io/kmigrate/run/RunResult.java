package io.kmigrate.run;

import io.kmigrate.execution.ExecutionEvent.StepFinished;
import java.util.List;

/**
 * What one command did to a database.
 *
 * @param steps in the order they ran
 * @param rows the version rows left in the table, sorted
 */
public record RunResult(List<StepFinished> steps, List<String> rows) {
    public RunResult {
        steps = List.copyOf(steps);
        rows = List.copyOf(rows);
    }
}
