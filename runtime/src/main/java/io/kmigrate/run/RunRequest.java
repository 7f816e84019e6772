package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.execution.UnfinishedRevisionException;
import io.kmigrate.graph.MultipleHeadsException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Continuation;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.HeadMove;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Route;
import io.kmigrate.revision.Deployment;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * What a run is asked for, to be worked out from the state of the database: before the lock, and again under
 * it.
 *
 * @param isOneBack the last revision alone is to be undone: one that is half applied counts as it
 * @param isDryRun everything is rolled back at the end
 * @param includesLate revisions that came late are applied, too
 */
@API(status = INTERNAL, since = "0.1")
public record RunRequest(
        RevisionGraph graph,
        Plans plans,
        Direction direction,
        Function<Planner, Route> routing,
        boolean isOneBack,
        boolean isDryRun,
        boolean includesLate) {
    public static RunRequest upgrade(RevisionGraph graph, Plans plans, Function<Planner, Route> routing) {
        return new RunRequest(graph, plans, Direction.UP, routing, false, false, false);
    }

    public static RunRequest downgrade(
            RevisionGraph graph, Plans plans, Function<Planner, Route> routing, boolean isOneBack) {
        return new RunRequest(graph, plans, Direction.DOWN, routing, isOneBack, false, false);
    }

    public RunRequest asDryRun() {
        return new RunRequest(graph, plans, direction, routing, isOneBack, true, includesLate);
    }

    public RunRequest includingLate() {
        return new RunRequest(graph, plans, direction, routing, isOneBack, isDryRun, true);
    }

    /** The same with plans for the place where they will run. */
    RunRequest in(Deployment place) {
        return new RunRequest(graph, plans.in(place), direction, routing, isOneBack, isDryRun, includesLate);
    }

    /** The same for a database in a state. */
    RunRequest in(OpenDatabase place, AppliedState state) {
        return in(place.deployment(state));
    }

    /** The way from a state where no revision is unfinished. */
    Route route(AppliedState state) {
        return route(state, step -> Continuation.RESUME);
    }

    /**
     * The way from where the database is, once {@link #undone} is.
     *
     * @param continuation what continues a step that is in the way
     * @throws UnfinishedRevisionException when it would leave a revision unfinished
     */
    Route route(AppliedState state, Function<UnfinishedStep, Continuation> continuation) {
        List<UnfinishedStep> undone = undone(state);
        Route route = isOneBack && !undone.isEmpty()
                ? new Route(state.history().rows(), List.of(), List.of())
                : routed(state);
        for (UnfinishedStep step : state.unfinished(graph)) {
            if (!undone.contains(step) && !isOnTheWay(step, route)) {
                throw UnfinishedRevisionException.inTheWay(step, continuation.apply(step));
            }
        }
        return route;
    }

    private Route routed(AppliedState state) {
        try {
            return routing.apply(state.planner(graph));
        } catch (MultipleHeadsException several) {
            RevisionSet applied = graph.applied(state.history().rows());
            RevisionSet heads = graph.setOf(graph.revisionsOf(several.heads()));
            throw HeadMove.among(graph, heads, applied)
                    .map(move -> several.orMove(move.first(), move.onto()))
                    .orElse(several);
        }
    }

    private static boolean isOnTheWay(UnfinishedStep step, Route route) {
        return route.moves().stream()
                .anyMatch(move -> move.revision().id().equals(step.revision())
                        && AppliedState.direction(step) == move.direction());
    }

    /** Half-applied revisions that have to go before a downgrade, the newest first. */
    List<UnfinishedStep> undone(AppliedState state) {
        if (direction == Direction.UP || isDryRun) {
            return List.of();
        }
        return state.unfinished(graph).stream()
                .filter(step -> AppliedState.direction(step) == Direction.UP)
                .filter(step -> graph.find(step.revision()).isPresent())
                .sorted((left, right) -> Long.compare(right.row(), left.row()))
                .toList();
    }
}
