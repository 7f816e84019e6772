package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.execution.ExecutionEvent.RepeatableFinished;
import io.kmigrate.execution.ExecutionEvent.StepFinished;
import io.kmigrate.execution.ExecutionEvent.TakenOver;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one command did to a database.
 *
 * @param steps in the order they ran
 * @param repeatables the objects that follow their text and were changed, in order
 * @param rows the version rows left in the table, sorted
 * @param takenOver what it took over from another tool; null for nothing
 */
@API(status = INTERNAL, since = "0.1")
public record RunResult(
        List<StepFinished> steps,
        List<RepeatableFinished> repeatables,
        List<String> rows,
        @Nullable TakenOver takenOver) {
    public RunResult {
        steps = List.copyOf(steps);
        repeatables = List.copyOf(repeatables);
        rows = List.copyOf(rows);
    }
}
