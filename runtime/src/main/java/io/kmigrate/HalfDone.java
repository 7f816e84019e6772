package io.kmigrate;

import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.Stamper;
import io.kmigrate.graph.Resolver;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.history.StepOutcome;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.revision.Revision;
import java.sql.SQLException;
import java.util.List;

/** Revisions that an earlier run began and did not finish: going on with them, and saying how they ended. */
final class HalfDone {
    private final TargetDatabase database;
    private final RevisionGraph graph;
    private final Plans plans;

    HalfDone(TargetDatabase database, RevisionGraph graph, Plans plans) {
        this.database = database;
        this.graph = graph;
        this.plans = plans;
    }

    /** Goes on with all of them, and nothing else. */
    MigrationReport resume(InFlightDecision decision) {
        return database.access()
                .open(
                        "migrations ran",
                        opened -> database.access().locked(opened, () -> {
                            for (UnfinishedStep unfinished : opened.state().unfinished(graph)) {
                                Route route = route(opened.state(), unfinished);
                                database.execute(opened, route, plans.of(route), decision);
                            }
                            return opened.report(opened.history().rows());
                        }));
    }

    /**
     * Ends one by saying how.
     *
     * @param target the revision; one that no script has must be given in full
     */
    MigrationReport resolve(String target, boolean isApplied, String reason) {
        Hooks hooks = database.hooks();
        return database.access()
                .open(
                        "it was resolved",
                        opened -> database.access().locked(opened, () -> {
                            State state = opened.state();
                            UnfinishedStep unfinished = find(state, target);
                            Direction way = State.direction(unfinished);
                            boolean isDone = isApplied == (way == Direction.UP);
                            List<String> before = state.history().rows();
                            List<String> after =
                                    isDone ? route(state, unfinished).rowsAfter() : before;
                            opened.stamper()
                                    .resolve(
                                            unfinished,
                                            isDone ? StepOutcome.DONE : StepOutcome.REVERTED,
                                            new Stamper.Rows(before, after),
                                            reason,
                                            hooks);
                            return new MigrationReport(
                                    List.of(), opened.history().rows());
                        }));
    }

    private UnfinishedStep find(State state, String target) {
        List<UnfinishedStep> all = state.unfinished(graph);
        return all.stream()
                .filter(step -> step.revision().equals(target))
                .findFirst()
                .orElseGet(() -> {
                    List<String> named = new Resolver(graph)
                            .revisions(Target.parse(target)).stream()
                                    .map(Revision::id)
                                    .toList();
                    return all.stream()
                            .filter(step -> named.contains(step.revision()))
                            .findFirst()
                            .orElseThrow(() -> new NothingUnfinishedException(
                                    String.join(", ", named),
                                    all.stream().map(UnfinishedStep::label).toList()));
                });
    }

    private Route route(State state, UnfinishedStep unfinished) {
        return new Planner(graph, state.history()).single(revision(unfinished), State.direction(unfinished));
    }

    private Revision revision(UnfinishedStep unfinished) {
        return graph.find(unfinished.revision()).orElseThrow(() -> new UnfinishedRevisionException(unfinished, false));
    }

    /** Takes back what a half-applied revision did. */
    void undo(Opened opened, UnfinishedStep unfinished) throws SQLException {
        Planner planner = new Planner(graph, opened.history());
        Route upgrade = planner.single(revision(unfinished), Direction.UP);
        database.undo(opened, plans.of(upgrade).steps().get(0), unfinished, plans);
    }
}
