package io.kmigrate;

import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.AppliedRecords;
import io.kmigrate.history.History;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Direction;
import java.util.List;

/** What a database says about itself, at one moment. */
record State(History history, AppliedRecords records) {
    /** Steps that began and have not ended, oldest first. */
    List<UnfinishedStep> unfinished(RevisionGraph graph) {
        return steps(graph, true);
    }

    /** Steps that the version rows say have ended by other means, such as SQL text run by hand. */
    List<UnfinishedStep> overtaken(RevisionGraph graph) {
        return steps(graph, false);
    }

    private List<UnfinishedStep> steps(RevisionGraph graph, boolean open) {
        if (records.unfinished().isEmpty()) {
            return List.of();
        }
        List<String> applied = graph.applied(history.rows()).ids();
        return records.unfinished().stream()
                .filter(step -> open == (applied.contains(step.revision()) == (direction(step) == Direction.DOWN)))
                .toList();
    }

    static Direction direction(UnfinishedStep step) {
        return step.direction().equals("up") ? Direction.UP : Direction.DOWN;
    }
}
