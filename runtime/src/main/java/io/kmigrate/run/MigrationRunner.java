package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.execution.BackfillGate;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.Stamper.Accepted;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.history.StartupState;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.history.VersionRowLostException;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Route;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.run.OpenDatabase.HeldLock;
import io.kmigrate.source.EnvironmentReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** Runs revisions against one database. Every method opens it, and closes it at its end. */
@API(status = INTERNAL, since = "0.1")
public final class MigrationRunner {
    private final RunSettings settings;
    private final DatabaseConnector connector;
    private final EnvironmentReader environment;
    private final StateCheck check;
    private final Repeatables repeatables;
    private final Takeovers takeovers;

    public MigrationRunner(
            RunSettings settings, DatabaseConnector connector, EnvironmentReader environment, Repeatables repeatables) {
        this.settings = settings;
        this.connector = connector;
        this.environment = environment;
        this.check = new StateCheck(settings);
        this.repeatables = repeatables;
        this.takeovers = new Takeovers(settings, check, repeatables);
    }

    /** Routes, loads, locks, reads the state again and runs. Takes no lock where there is nothing to do. */
    public RunResult run(Direction direction, Supplier<RunRequest> scripts, ChecksumCheck checksums) {
        BackgroundRead<RunRequest> request = connector.readScripts(scripts);
        try (OpenDatabase database = connector.open(request)) {
            if (direction == Direction.UP) {
                Optional<StartupState> glance = database.startupState();
                if (glance.isPresent() && isSettled(database, glance.get(), request.get(), checksums)) {
                    return database.result(glance.get().history().rows());
                }
            }
            return run(database, request.get(), checksums);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("run the migrations", failed);
        }
    }

    /** Most starts of an application are of this kind; every other start takes the longer way. */
    private boolean isSettled(OpenDatabase database, StartupState found, RunRequest request, ChecksumCheck checksums)
            throws SQLException {
        AppliedState state = AppliedState.of(found);
        return !takeovers.writesBoth()
                && state.unknownTo(request.graph()).isEmpty()
                && StateCheck.edits(request.graph(), checksums, state).isEmpty()
                && state.late(request.graph()).isEmpty()
                && request.route(state).isEmpty()
                && repeatables.areSettled(Repeatables.seen(database, found.repeatables()));
    }

    private RunResult run(OpenDatabase database, RunRequest request, ChecksumCheck checksums) throws SQLException {
        AppliedState found = check.read(database, request.graph());
        Optional<Predecessor> before = takeovers.before(database, found);
        AppliedState state = before.isPresent()
                ? takeovers.taken(database, request, before.get())
                : Repeatables.seen(database, found);
        if (before.isEmpty()) {
            takeovers.requireAgreement(database, request.graph(), state);
        }
        RunRequest here = request.in(database, state);
        Route route = check.route(database, here, checksums, state);
        route.warnings().forEach(warning -> settings.warnings().accept(warning.message()));
        boolean mayBeNothing = before.isEmpty() && here.undone(state).isEmpty();
        if (mayBeNothing
                && route.isEmpty()
                && repeatables.areSettled(state.records().repeatables())) {
            return database.result(route.rowsBefore());
        }
        Plan plan = plan(database, here, route, state);
        if (mayBeNothing && isNothing(plan)) {
            return database.result(route.rowsBefore());
        }
        if (!plan.steps().isEmpty()) {
            environment.read();
        }
        try (HeldLock lock = before.isPresent() ? database.lockWith(before.get()) : database.lock()) {
            if (before.isPresent()) {
                takeovers.take(database, here.graph(), before.get(), hooks());
            }
            return underLock(database, here, route, plan);
        }
    }

    /** Scripts that do not compile are reported before the lock keeps anybody waiting. */
    private Plan plan(OpenDatabase database, RunRequest request, Route route, AppliedState state) {
        Plan revisions = request.plans().of(route);
        check.refuseImpossible(revisions, database.dialect());
        takeovers.requireKnown(revisions);
        return repeatables.with(revisions, route, request, state, database.dialect());
    }

    private static boolean isNothing(Plan plan) {
        return plan.steps().isEmpty() && plan.repeatables().isSettled();
    }

    /** Behind a pool others can go first until a transaction has begun: then another route is left. */
    private RunResult underLock(OpenDatabase database, RunRequest request, Route planned, Plan plan)
            throws SQLException {
        while (true) {
            AppliedState current = Repeatables.seen(
                    database,
                    request.isDryRun() ? check.read(database, request.graph()) : withoutLeftovers(database, request));
            Route wanted = check.route(database, request, current);
            Plan revisions = wanted.equals(planned)
                    ? plan.with(RepeatablePlan.NONE)
                    : request.in(database, current).plans().of(wanted);
            Plan sure = repeatables.with(revisions, wanted, request, current, database.dialect());
            repeatables.warn(sure);
            takeovers.warnOfObjects(sure, database.dialect());
            new UpgradeGate(settings).check(database, sure, current.records().unfinished());
            try {
                if (request.isDryRun()) {
                    database.executor(hooks())
                            .dryRun(sure, settings.transaction(), database.resumption(InFlightDecision.ASK));
                    return database.result(wanted.rowsBefore());
                }
                acceptStandingOnLate(database, request, current);
                return execute(database, wanted, sure, InFlightDecision.ASK);
            } catch (VersionRowLostException overtaken) {
                if (!database.isPooled() || database.history().rows().equals(wanted.rowsBefore())) {
                    throw overtaken;
                }
            }
        }
    }

    /** Before late revisions are applied: until they are, they stay missing by themselves. */
    private void acceptStandingOnLate(OpenDatabase database, RunRequest request, AppliedState state)
            throws SQLException {
        if (request.direction() == Direction.UP && request.includesLate()) {
            Accepted late = Acceptance.of(state, request.graph(), check).standingOnLate();
            Acceptance.record(database, late, state.history(), state.history());
        }
    }

    /** The state, once nothing of an unfinished run is in the way of the request. */
    private AppliedState withoutLeftovers(OpenDatabase database, RunRequest request) throws SQLException {
        AppliedState state = check.read(database, request.graph());
        for (UnfinishedStep overtaken : state.overtaken(request.graph())) {
            database.stamper().forget(overtaken);
        }
        UnfinishedRuns runs = new UnfinishedRuns(request.graph(), request.plans());
        for (UnfinishedStep unfinished : request.undone(state)) {
            runs.revert(database, unfinished);
        }
        return state;
    }

    private RunResult execute(OpenDatabase database, Route route, Plan plan, InFlightDecision decision)
            throws SQLException {
        Plan rest = plan;
        Optional<BackfillGate> gate = gate(database, rest);
        while (gate.isPresent()) {
            rest = runUpTo(gate.get(), database, rest, decision);
            gate = gate(database, rest);
        }
        run(database, rest, decision);
        return database.result(route.rowsAfter());
    }

    private void run(OpenDatabase database, Plan plan, InFlightDecision decision) throws SQLException {
        if (!isNothing(plan)) {
            database.executor(hooks()).run(plan, settings.transaction(), database.resumption(decision));
        }
    }

    /** The first step that waits for a backfill that the plan itself only registers; what else waits, the executor refuses. */
    private static Optional<BackfillGate> gate(OpenDatabase database, Plan plan) throws SQLException {
        List<BackfillGate> gates = database.backfills().gates(plan);
        return gates.stream().allMatch(gate -> gate.registeredBy() != null)
                ? gates.stream().findFirst()
                : Optional.empty();
    }

    /**
     * Runs what does not have to wait, so that the backfill can begin at once, and gives the rest.
     *
     * @throws MigrationException where nothing can be kept before the gate
     */
    private Plan runUpTo(BackfillGate gate, OpenDatabase database, Plan plan, InFlightDecision decision)
            throws SQLException {
        // Objects that went aside would be missing until the backfill is done.
        boolean isAside = !plan.repeatables().before().isEmpty();
        if (database.isOneTransaction() || isAside || gate.step().equals(gate.registeredBy())) {
            throw gate.problem().exception();
        }
        settings.warnings()
                .accept(BackfillMessages.stopsBefore(gate.step().revision().label(), gate.backfill()));
        run(database, plan.before(gate.step()), decision);
        return plan.from(gate.step());
    }

    /** Continues all unfinished steps, and does nothing else. */
    public RunResult resume(UnfinishedRuns runs, InFlightDecision decision) {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            takeovers.refuse(database, database.state());
            for (UnfinishedStep unfinished : runs.all(database.state())) {
                AppliedState state = database.state();
                Route route = runs.route(state, unfinished);
                execute(database, route, runs.in(database.deployment(state)).plan(route), decision);
            }
            return database.result();
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("run the migrations", failed);
        }
    }

    /** Reads {@code env.kts} if that was not done. */
    private Hooks hooks() {
        return new Hooks(environment.read().hook(), settings.tag());
    }
}
