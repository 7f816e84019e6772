package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.execution.ExecutionEvent.RepeatableFinished;
import io.kmigrate.execution.ExecutionEvent.StepFinished;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What one command did to a database.
 *
 * @param steps in the order they ran
 * @param repeatables the objects that follow their text and were changed, in order
 * @param rows the version rows left in the table, sorted
 */
@API(status = INTERNAL, since = "0.1")
public record RunResult(List<StepFinished> steps, List<RepeatableFinished> repeatables, List<String> rows) {
    public RunResult {
        steps = List.copyOf(steps);
        repeatables = List.copyOf(repeatables);
        rows = List.copyOf(rows);
    }
}
