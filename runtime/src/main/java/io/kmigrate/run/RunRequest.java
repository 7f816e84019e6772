package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseException;
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
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked for, to be worked out from the state of the database: before the lock, and again under
 * it.
 *
 * @param isOneBack the last revision alone is to be undone: one that is half applied counts as it
 * @param isDryRun everything is rolled back at the end
 * @param includesLate revisions that came late are applied, too
 * @param database where it is to run; null where that is not open
 */
@API(status = INTERNAL, since = "0.1")
public record RunRequest(
        RevisionGraph graph,
        Plans plans,
        Direction direction,
        Function<Planner, Route> routing,
        boolean isOneBack,
        boolean isDryRun,
        boolean includesLate,
        @Nullable OpenDatabase database) {
    public static RunRequest upgrade(RevisionGraph graph, Plans plans, Function<Planner, Route> routing) {
        return new RunRequest(graph, plans, Direction.UP, routing, false, false, false, null);
    }

    public static RunRequest downgrade(
            RevisionGraph graph, Plans plans, Function<Planner, Route> routing, boolean isOneBack) {
        return new RunRequest(graph, plans, Direction.DOWN, routing, isOneBack, false, false, null);
    }

    public RunRequest asDryRun() {
        return new RunRequest(graph, plans, direction, routing, isOneBack, true, includesLate, database);
    }

    public RunRequest includingLate() {
        return new RunRequest(graph, plans, direction, routing, isOneBack, isDryRun, true, database);
    }

    /** The same with plans for the place where they will run. */
    RunRequest in(Deployment place) {
        return new RunRequest(graph, plans.in(place), direction, routing, isOneBack, isDryRun, includesLate, database);
    }

    /** The same for a database in a state. */
    RunRequest in(OpenDatabase place, AppliedState state) {
        Plans here = plans.in(place.deployment(state));
        return new RunRequest(graph, here, direction, routing, isOneBack, isDryRun, includesLate, place);
    }

    /**
     * The way from where the database is, once {@link #undone} is.
     *
     * @throws UnfinishedRevisionException when it would leave a revision unfinished
     */
    Route route(AppliedState state) {
        List<UnfinishedStep> undone = undone(state);
        Route route = isOneBack && !undone.isEmpty()
                ? new Route(state.history().rows(), List.of(), List.of())
                : routed(state);
        for (UnfinishedStep step : state.unfinished(graph)) {
            if (!undone.contains(step) && !isOnTheWay(step, route)) {
                throw UnfinishedRevisionException.inTheWay(step, continuation(state, step));
            }
        }
        return route;
    }

    private Continuation continuation(AppliedState state, UnfinishedStep step) {
        if (database == null) {
            return Continuation.RESUME;
        }
        try {
            return new UnfinishedLook(database, graph, plans).continuation(state, step);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("read the state of the database", failed);
        }
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
