package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Step;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What an earlier run left to a later one.
 *
 * @param unfinished steps that began and have not ended
 * @param decision about operations that were in flight
 */
@API(status = INTERNAL, since = "0.1")
public record Resumption(List<UnfinishedStep> unfinished, InFlightDecision decision) {
    /** Nothing was left. */
    public static final Resumption NONE = new Resumption(List.of(), InFlightDecision.ASK);

    public Resumption {
        unfinished = List.copyOf(unfinished);
    }

    Optional<UnfinishedStep> of(Step step) {
        return unfinished.stream()
                .filter(began -> began.revision().equals(step.revision().id())
                        && began.direction().equals(Recorder.direction(step)))
                .findFirst();
    }
}
