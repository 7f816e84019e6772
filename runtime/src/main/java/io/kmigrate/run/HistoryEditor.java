package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.DatabaseException;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.KnownObjects;
import io.kmigrate.execution.Stamper.Accepted;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.SideState;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.OpenDatabase.HeldLock;
import io.kmigrate.source.EnvironmentReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** Changes what a database says of its revisions, and runs none of them. Every method holds the lock. */
@API(status = INTERNAL, since = "0.1")
public final class HistoryEditor {
    private final RunSettings settings;
    private final DatabaseConnector connector;
    private final EnvironmentReader environment;
    private final StateCheck check;
    private final Repeatables repeatables;
    private final Takeovers takeovers;

    public HistoryEditor(
            RunSettings settings, DatabaseConnector connector, EnvironmentReader environment, Repeatables repeatables) {
        this.settings = settings;
        this.connector = connector;
        this.environment = environment;
        this.check = new StateCheck(settings);
        this.repeatables = repeatables;
        this.takeovers = new Takeovers(settings, check, repeatables);
    }

    /** Records how an unfinished revision ended. Runs nothing. */
    public RunResult resolve(UnfinishedRuns runs, String target, Resolution resolution, String reason) {
        Hooks hooks = hooks();
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            takeovers.refuse(database, database.state());
            runs.resolve(database, target, resolution, reason, hooks);
            return database.result();
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("resolve the revision", failed);
        }
    }

    /**
     * Accepts scripts that were edited or got other parents, as they are now; all of them where none is named.
     * A missing revision is accepted where it is named. Gives those it accepted.
     */
    public List<Revision> repair(RevisionGraph graph, ChecksumCheck checksums, Set<Revision> wanted, String reason) {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            AppliedState state = check.read(database, graph);
            takeovers.refuse(database, state);
            Accepted accepted = Acceptance.of(state, graph, check)
                    .repaired(StateCheck.edits(graph, checksums, state), checksums, wanted, reason);
            Acceptance.record(database, accepted, state.history(), state.repaired(graph));
            return List.copyOf(accepted.digests().keySet());
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("accept the scripts", failed);
        }
    }

    /**
     * Rewrites the version rows, with a history row for each revision stamped. What stands beneath the targets
     * counts as applied, also where the history says that it never was.
     */
    public RunResult stamp(RevisionGraph graph, Set<Revision> targets, UnaryOperator<History> stamped) {
        Hooks hooks = hooks();
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            AppliedState state = database.state();
            List<String> after = stamped.apply(state.history()).rows();
            stamp(database, graph, targets, state, after, hooks);
            return database.result(after);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("stamp the database", failed);
        }
    }

    private void stamp(
            OpenDatabase database,
            RevisionGraph graph,
            Set<Revision> targets,
            AppliedState state,
            List<String> after,
            Hooks hooks)
            throws SQLException {
        SideChange change = SideChanges.between(graph, state.history().rows(), after);
        settings.side().require(change.applied());
        Accepted accepted = Acceptance.of(new AppliedState(History.of(after), state.records()), graph, check)
                .stamped(targets);
        database.stamper().stamp(change, graph.revisionsOf(after), accepted, hooks);
    }

    /**
     * Stamps a database without version rows, once {@code isExisting} found its schema under the lock. Does nothing
     * where a run has begun, and where the check finds none.
     */
    public RunResult stampExisting(RevisionGraph graph, Set<Revision> targets, ExistingSchema isExisting) {
        if (!connector.isThere()) {
            return new RunResult(List.of(), List.of(), List.of(), null);
        }
        try (OpenDatabase database = connector.open()) {
            if (!database.history().isEmpty()) {
                return database.result();
            }
            database.refuseEnclosedComparison();
            try (HeldLock lock = database.lock()) {
                AppliedState state = database.state();
                boolean isNew = state.history().isEmpty()
                        && state.records().unfinished().isEmpty();
                if (isNew && isExisting.isIn(database)) {
                    List<String> after = graph.rows(
                            graph.applied(targets.stream().map(Revision::id).toList()));
                    stamp(database, graph, targets, state, after, hooks());
                }
                return database.result();
            }
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("stamp the database", failed);
        }
    }

    /** Whether a database has the schema that a stamp would say it has; throws where it has another. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface ExistingSchema {
        boolean isIn(OpenDatabase database) throws SQLException;
    }

    /**
     * Takes over a database that another tool has migrated: reads under the lock what it has, and writes the version
     * rows in one transaction.
     *
     * @param applied reads what the database has, or throws
     * @param isDryRun writes nothing
     */
    public RunResult adopt(RevisionGraph graph, AppliedElsewhere applied, boolean isDryRun) {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            AppliedState state = database.state();
            if (!state.history().isEmpty()) {
                throw ImportMessages.alreadyAdopted(state.history().rows()).exception();
            }
            SideState found = applied.read(database);
            List<String> after = graph.rows(graph.applied(found.revisions()));
            KnownObjects objects = repeatables.taken(found, database.dialect());
            if (!isDryRun) {
                Takeovers.record(database, graph, after, objects, hooks());
            }
            return database.result(after);
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("take over the database", failed);
        }
    }

    /** What another tool has applied. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface AppliedElsewhere {
        SideState read(OpenDatabase database) throws SQLException;
    }

    /** Creates the version and history tables unless they are there. */
    public void ensureTables() {
        try (OpenDatabase database = connector.open();
                HeldLock lock = database.lock()) {
            database.stamper().ensureTables();
        } catch (SQLException failed) {
            throw DatabaseException.ofCommand("create the version and history tables", failed);
        }
    }

    /** Reads {@code env.kts} if that was not done. */
    private Hooks hooks() {
        return new Hooks(environment.read().hook(), settings.tag());
    }
}
