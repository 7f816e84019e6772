package io.kmigrate.run;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LiveTables;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.lint.Facts;
import io.kmigrate.lint.LintReport;
import io.kmigrate.lint.LintSettings.Gate;
import io.kmigrate.lint.LintTarget;
import io.kmigrate.lint.LintedTables;
import io.kmigrate.lint.Severity;
import io.kmigrate.message.LintMessages;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Migration;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSizes;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Keeps an upgrade from what is neither safe, nor small, nor asserted. It costs one query, and none where the upgrade
 * touches no table that is there.
 */
final class UpgradeGate {
    private final RunSettings settings;

    UpgradeGate(RunSettings settings) {
        this.settings = settings;
    }

    /**
     * Judges what is left of a plan: asked under the lock, because until then another run may do some of it.
     *
     * @param unfinished steps that an earlier run began; what it did is not judged again
     * @throws MigrationException naming every operation that must not run as it is
     */
    void check(OpenDatabase database, Plan plan, List<UnfinishedStep> unfinished) throws SQLException {
        List<Migration> migrations = plan.steps().stream()
                .filter(step -> step.direction() == Direction.UP)
                .map(UpgradeGate::migration)
                .toList();
        if (settings.lint().gate() == Gate.OFF || migrations.isEmpty()) {
            return;
        }
        LintTarget target = target(database, migrations);
        TableSizes sizes = target.sizes();
        Set<TableName> tables = LintedTables.of(migrations, target.dialect());
        if (tables.stream().noneMatch(sizes::isLarge)) {
            return;
        }
        Dialect dialect = database.dialect();
        Snapshot before = large(dialect.introspector().catalog(database.jdbc()), tables, sizes);
        Set<Integer> done = done(plan, unfinished);
        LintReport report = settings.lint()
                .linter()
                .review(before.asUncertain(), migrations, Facts.of(dialect.equivalence(), target))
                .filtered(entry -> !done.contains(entry.finding().place()) && isRefused(entry, sizes));
        say(report.entries());
    }

    /** The places of the operations that are done, among those of all steps that go up. */
    private static Set<Integer> done(Plan plan, List<UnfinishedStep> unfinished) {
        Set<Integer> places = new HashSet<>();
        int first = 0;
        for (Step step : plan.steps()) {
            if (step.direction() != Direction.UP) {
                continue;
            }
            int operations = step.operations().size();
            int begun = unfinished.stream()
                    .filter(began -> began.direction().equals("up")
                            && began.revision().equals(step.revision().id()))
                    .mapToInt(UnfinishedStep::operationsDone)
                    .findFirst()
                    .orElse(0);
            IntStream.range(first, first + Math.min(begun, operations)).forEach(places::add);
            first += operations;
        }
        return places;
    }

    private static Migration migration(Step step) {
        return new Migration(step.revision(), step.options(), step.operations(), new Migration.Derived());
    }

    /** The database, with the sizes of the tables that migrations touch. */
    LintTarget target(OpenDatabase database, List<Migration> migrations) throws SQLException {
        Dialect dialect = database.dialect();
        TableSizes sizes = LiveTables.sizes(
                dialect,
                database.jdbc(),
                LintedTables.of(migrations, dialect.name()),
                settings.lint().large(),
                refused -> settings.warnings().accept(refused.message()));
        return new LintTarget(
                dialect.name(),
                Optional.of(dialect.introspector().version(database.jdbc())),
                sizes,
                SafeForms.limitLocks(database, settings),
                SafeForms.of(database, migrations, sizes));
    }

    /** The large tables as they are: only what is said of them counts. */
    private static Snapshot large(Catalog catalog, Set<TableName> tables, TableSizes sizes) {
        List<Table> found = tables.stream()
                .filter(sizes::isLarge)
                .flatMap(table -> catalog.table(table).stream())
                .toList();
        return Snapshot.of(found);
    }

    private static boolean isRefused(LintReport.Entry entry, TableSizes sizes) {
        TableName table = entry.finding().table();
        return entry.finding().severity() == Severity.ERROR && table != null && sizes.isLarge(table);
    }

    private void say(List<LintReport.Entry> entries) {
        if (settings.lint().gate() == Gate.WARN) {
            entries.forEach(entry -> settings.warnings()
                    .accept(LintMessages.unsafeWarning(
                            entry.finding().code(), entry.finding().message())));
        } else if (!entries.isEmpty()) {
            throw new MigrationException(
                    entries.stream().map(UpgradeGate::problem).toList(), null);
        }
    }

    private static Problem problem(LintReport.Entry entry) {
        return LintMessages.unsafe(
                        entry.finding().code(),
                        entry.finding().message(),
                        entry.finding().fix())
                .at(entry.location());
    }
}
