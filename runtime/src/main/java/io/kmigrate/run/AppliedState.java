package io.kmigrate.run;

import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.history.AppliedRecords;
import io.kmigrate.history.History;
import io.kmigrate.history.StartupState;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.LateRevisions;
import io.kmigrate.plan.Planner;
import io.kmigrate.repeatable.RepeatableHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a database says about itself, at one moment.
 *
 * @param unknown rows of the version table that no script has, and that the history therefore leaves out
 */
record AppliedState(History history, AppliedRecords records, List<String> unknown) {
    /** Of a database that is not there yet. */
    static final AppliedState EMPTY = new AppliedState(History.EMPTY, AppliedRecords.NONE);

    AppliedState(History history, AppliedRecords records) {
        this(history, records, List.of());
    }

    /** What one query told. All runs have ended then. */
    static AppliedState of(StartupState found) {
        return new AppliedState(
                found.history(),
                new AppliedRecords(
                        found.digests(), Set.of(), found.skipped(), found.places(), found.repeatables(), List.of()));
    }

    /** The same, with this said of the objects that follow their text. */
    AppliedState with(RepeatableHistory objects) {
        return objects == records.repeatables() ? this : new AppliedState(history, records.with(objects), unknown);
    }

    /** The rows that no script has. */
    List<String> unknownTo(RevisionGraph graph) {
        return history.rows().stream().filter(row -> graph.find(row).isEmpty()).toList();
    }

    /**
     * As the scripts know it. What stands beneath an unknown row only the history tells; where that is
     * uncertain it counts as pending.
     */
    AppliedState knownTo(RevisionGraph graph) {
        List<String> ids = new ArrayList<>(history.rows());
        ids.addAll(records.applied());
        List<String> known =
                ids.stream().filter(id -> graph.find(id).isPresent()).toList();
        return new AppliedState(History.of(graph.rows(graph.applied(known))), records, unknownTo(graph));
    }

    /** What the scripts put beneath applied revisions later; all rows must be known. */
    LateRevisions late(RevisionGraph graph) {
        return new LateCheck(graph, history, records.places()).late();
    }

    /**
     * The version rows for the scripts as they now are: one may have moved onto one with a row of its own, or off one
     * that had none.
     */
    History repaired(RevisionGraph graph) {
        RevisionSet implied = graph.applied(history.rows());
        RevisionSet former = new LateCheck(graph, history, records.places()).formerlyImplied();
        return History.of(graph.rows(implied.union(former)));
    }

    /** For the way from here. */
    Planner planner(RevisionGraph graph) {
        return new Planner(graph, history, late(graph).missing());
    }

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
        Set<String> applied = Set.copyOf(
                graph.applied(history.rows()).minus(late(graph).missing()).ids());
        return records.unfinished().stream()
                .filter(step -> open == (applied.contains(step.revision()) == (direction(step) == Direction.DOWN)))
                .toList();
    }

    static Direction direction(UnfinishedStep step) {
        return step.direction().equals("up") ? Direction.UP : Direction.DOWN;
    }
}
