package io.kmigrate.execution;

import io.kmigrate.history.Decisions;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Guard;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of the guarded operations of the step that runs, by their 0-based place. A decision is kept: once
 * the first operation of a block has run, its question may have another answer.
 */
final class Guards {
    private final Map<Integer, Boolean> decided = new TreeMap<>();

    /** Asks the database. */
    @FunctionalInterface
    interface Question {
        boolean isMet(Guard guard) throws Exception;
    }

    /** Forgets the step before; {@code earlier}: what was decided when a run of the step stopped. */
    void begin(Map<Integer, Boolean> earlier) {
        decided.clear();
        decided.putAll(earlier);
    }

    /** Whether an operation runs; asked once of each, and of the first one of a block with a query. */
    boolean runs(Step step, int place, ScriptOperation operation, Question question) throws Exception {
        Guard guard = operation.guard();
        if (guard == null) {
            return true;
        }
        Boolean known = decided.get(place);
        if (known == null) {
            known = ofBlock(step, place, guard);
        }
        boolean runs = known == null ? question.isMet(guard) : known;
        decided.put(place, runs);
        return runs;
    }

    private @Nullable Boolean ofBlock(Step step, int place, Guard guard) {
        boolean isFirst =
                place == 0 || !guard.equals(step.operations().get(place - 1).guard());
        return (isFirst || guard.query() == null) ? null : decided.get(place - 1);
    }

    /** False where that is not decided yet. */
    boolean isLeftOut(int place) {
        return Boolean.FALSE.equals(decided.get(place));
    }

    /** The digest of the operations of the step, for a row that a resumed run reads. */
    MigrationDigest marked(MigrationDigest digest) {
        return Decisions.marked(digest, decided);
    }

    /** The message of a step that has ended, which names what it left out. */
    String message(Step step) {
        String message = step.recordedMessage();
        List<String> leftOut = decided.entrySet().stream()
                .filter(decision -> !decision.getValue())
                .map(decision -> OperationDescription.of(
                                step.operations().get(decision.getKey()).operation())
                        .headline())
                .toList();
        String said = "left out: " + String.join(", ", leftOut);
        return leftOut.isEmpty() ? message : message.isEmpty() ? said : message + " (" + said + ")";
    }
}
