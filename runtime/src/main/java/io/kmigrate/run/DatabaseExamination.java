package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.LiveTables;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.DiagnosisMessages;
import io.kmigrate.plan.Continuation;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.UnfinishedRevision;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.run.Diagnosis.Check;
import io.kmigrate.schema.LargeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Looks at all that a run needs of its database, and changes nothing. */
@API(status = INTERNAL, since = "0.1")
public final class DatabaseExamination {
    /** People compare the times of the history with those of their logs. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final RunSettings settings;
    private final DatabaseConnector connector;
    private final Clock clock;
    private final Supplier<RevisionGraph> scripts;
    private final MigrationSource source;
    private final List<Check> checks = new ArrayList<>();

    /** @param scripts may fail, which is not looked at here */
    public DatabaseExamination(
            RunSettings settings,
            DatabaseConnector connector,
            Clock clock,
            Supplier<RevisionGraph> scripts,
            MigrationSource source) {
        this.source = source;
        this.settings = settings;
        this.connector = connector;
        this.clock = clock;
        this.scripts = scripts;
    }

    public Diagnosis run() {
        ask("database", this::connection);
        return new Diagnosis(checks);
    }

    private Check connection() throws SQLException {
        Optional<Path> missing = connector.missingFile();
        if (missing.isPresent()) {
            return missing(missing.get());
        }
        try (OpenDatabase database = connector.open()) {
            checks.add(product(database));
            ask("clock", () -> clock(database));
            ask("rights", () -> rights(database));
            ask("sizes", () -> sizes(database));
            ask("state", () -> state(database));
            return lock(database);
        }
    }

    /** An upgrade makes the file, and not its folder. */
    private static Check missing(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? Check.warning("database", DiagnosisMessages.noFile(), null)
                : Check.failed(
                        "database", DiagnosisMessages.noFolder(folder.toString()), DiagnosisMessages.makeFolder());
    }

    /** What one question fails with says nothing of the others. */
    private void ask(String subject, Question question) {
        try {
            checks.add(question.answer());
        } catch (MigrationException failure) {
            Problem problem = failure.problems().get(0);
            checks.add(Check.failed(
                    subject, described(problem.message(), problem.facts().databaseMessage()), problem.fix()));
        } catch (SQLException failure) {
            checks.add(Check.failed(subject, settings.secrets().hidden(String.valueOf(failure.getMessage())), null));
        }
    }

    private static String described(String message, @Nullable String reason) {
        return reason == null ? message : message + ": " + reason;
    }

    private static Check product(OpenDatabase database) throws SQLException {
        DatabaseMetaData data = database.jdbc().getMetaData();
        return Check.good(
                "database",
                DiagnosisMessages.product(
                        data.getDatabaseProductName(),
                        data.getDatabaseProductVersion(),
                        data.getDriverName(),
                        data.getDriverVersion()));
    }

    /** The server answered at some moment between the two that are taken here. */
    private Check clock(OpenDatabase database) throws SQLException {
        Instant before = clock.instant();
        Optional<Instant> there = database.dialect().introspector().clock(database.jdbc());
        Instant after = clock.instant();
        if (there.isEmpty()) {
            return Check.good("clock", DiagnosisMessages.ownClock());
        }
        Instant server = there.get();
        Duration ahead = Duration.between(server.isBefore(before) ? before : after, server);
        boolean isBetween = !server.isBefore(before) && !server.isAfter(after);
        return isBetween || ahead.abs().compareTo(SKEW) <= 0
                ? Check.good("clock", DiagnosisMessages.noSkew())
                : Check.warning("clock", DiagnosisMessages.skew(ahead.toSeconds()), DiagnosisMessages.synchronize());
    }

    private static Check rights(OpenDatabase database) throws SQLException {
        Optional<Boolean> mayCreate = database.dialect().introspector().mayCreateTables(database.jdbc());
        if (mayCreate.isEmpty()) {
            return Check.good("rights", DiagnosisMessages.unknownRights());
        }
        return mayCreate.get()
                ? Check.good("rights", DiagnosisMessages.mayCreate())
                : Check.failed("rights", DiagnosisMessages.mayNotCreate(), DiagnosisMessages.grant());
    }

    private Check sizes(OpenDatabase database) {
        List<Problem> refused = new ArrayList<>();
        LiveTables.sizes(
                database.dialect(),
                database.jdbc(),
                List.of(settings.versionTable()),
                LargeTable.STANDARD,
                refused::add);
        if (refused.isEmpty()) {
            return Check.good("sizes", DiagnosisMessages.knownSizes());
        }
        Problem problem = refused.get(0);
        return Check.warning(
                "sizes", described(problem.message(), problem.facts().databaseMessage()), problem.fix());
    }

    private static Check lock(OpenDatabase database) {
        Optional<MigrationLock> lock = database.sessionLock();
        if (lock.isEmpty()) {
            return Check.good("lock", DiagnosisMessages.otherLock());
        }
        try (MigrationLock tried = lock.get()) {
            tried.refuseUnfit(database.jdbc());
            return tried.tryAcquire()
                    ? Check.good("lock", DiagnosisMessages.freeLock())
                    : Check.warning("lock", DiagnosisMessages.heldLock(tried.holder()), null);
        }
    }

    private Check state(OpenDatabase database) throws SQLException {
        StateCheck check = new StateCheck(settings);
        AppliedState found = database.state();
        Optional<RevisionGraph> graph = graph();
        AppliedState state = graph.isPresent() ? check.known(database, found, graph.get()) : found;
        Takeovers takeovers = new Takeovers(settings, check);
        Optional<Predecessor> before = takeovers.before(database, state);
        if (before.isPresent()) {
            return Check.good(
                    "state", DiagnosisMessages.notTakenOver(before.get().tool()));
        }
        if (graph.isPresent()) {
            takeovers.requireAgreement(database, graph.get(), state);
        }
        Optional<UnfinishedRevision> unfinished = unfinished(database, state, graph);
        if (unfinished.isPresent()) {
            return Check.failed(
                    "state", DiagnosisMessages.unfinished(), unfinished.get().fix());
        }
        Set<String> missing =
                Repeatables.seen(database, state.records().repeatables()).missing();
        if (!missing.isEmpty()) {
            return Check.warning("state", DiagnosisMessages.dropped(missing), DiagnosisMessages.makeAgain());
        }
        return Check.good("state", DiagnosisMessages.at(state.history().rows()));
    }

    /** What waits for somebody comes before what continues by itself, as it stops all of them. */
    private Optional<UnfinishedRevision> unfinished(
            OpenDatabase database, AppliedState state, Optional<RevisionGraph> graph) throws SQLException {
        if (graph.isEmpty() || state.records().unfinished().isEmpty()) {
            return Optional.empty();
        }
        Plans plans = new Plans(graph.get(), source);
        return new UnfinishedLook(database, graph.get(), plans)
                .at(state).stream().max(Comparator.comparing(found -> found.continuation() != Continuation.RESUME));
    }

    private Optional<RevisionGraph> graph() {
        try {
            return Optional.of(scripts.get());
        } catch (MigrationException broken) {
            return Optional.empty();
        }
    }

    private interface Question {
        Check answer() throws SQLException;
    }
}
