package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.ImportedRevision.Extent;
import io.kmigrate.importer.ImportedStep.Kind;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.operation.ChangedTable;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * Builds two databases, one by the SQL of the other tool and one by the imported scripts, a revision at a time on both.
 * After each revision it compares the catalogs, and the rows where a revision changed some.
 */
@API(status = INTERNAL, since = "0.1")
public final class ImportProof {
    private static final Set<String> ROWS = Set.of("insert", "update", "delete");

    private final Dialect dialect;
    private final Connection old;
    private final Connection made;
    private final Scripts scripts;
    private final Predicate<TableName> isOwn;
    private final Set<TableName> differing = new HashSet<>();

    /**
     * @param old an empty database
     * @param made another one
     * @param scripts upgrade {@code made}
     * @param isOwn tables of ours, which are not compared
     */
    public ImportProof(Dialect dialect, Connection old, Connection made, Scripts scripts, Predicate<TableName> isOwn) {
        this.dialect = dialect;
        this.old = old;
        this.made = made;
        this.scripts = scripts;
        this.isOwn = isOwn;
    }

    /** The scripts of a history. */
    @FunctionalInterface
    public interface Scripts {
        /** Applies the revision, whose parents are applied. */
        void upgrade(String revision);

        /** Makes the objects that follow their text, once all revisions are applied. Does nothing where there are none. */
        default void makeObjects() {}

        /** Whether a person may have changed the script of a revision since it was imported. */
        default boolean isKept(String revision) {
            return false;
        }
    }

    /** What the other tool runs. */
    public interface OldSql {
        /** For a revision. */
        List<OldStatement> of(ImportedRevision revision);

        /** For the objects that follow their text, after all revisions. */
        List<OldStatement> ofObjects(ImportedHistory history);
    }

    /** SQL that the other tool runs, and where it is from. */
    public record OldStatement(String text, String place) {}

    /**
     * How far both are the same.
     *
     * @param proved how many revisions
     * @param stopped why no more could be compared; empty where all are
     * @param differences each with the first revision that shows it; none where they are the same
     * @param isStepwise whether they were compared after each revision, and not only at the end
     */
    public record Result(int proved, String stopped, List<String> differences, boolean isStepwise) {
        public Result {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Runs the history on both, and on the old side the texts that it was imported from.
     *
     * @throws io.kmigrate.failure.MigrationException where a database is not empty
     */
    public Result run(ImportedHistory history) throws SQLException {
        return run(history, new OwnSql());
    }

    /**
     * Runs the history on both.
     *
     * @param oldSql what the other tool runs
     * @throws io.kmigrate.failure.MigrationException where a database is not empty
     */
    public Result run(ImportedHistory history, OldSql oldSql) throws SQLException {
        requireEmpty(old);
        requireEmpty(made);
        int proved = 0;
        List<String> differences = new ArrayList<>();
        for (ImportedRevision revision : history.revisions()) {
            boolean isRunBoth = scripts.isKept(revision.id()) && !(oldSql instanceof OwnSql);
            Optional<String> stopped =
                    revision.extent() == Extent.BY_HAND && !isRunBoth ? Optional.of(byHand(revision)) : made(revision);
            if (stopped.isPresent()) {
                return new Result(proved, stopped.get(), differences, true);
            }
            runOld(oldSql.of(revision));
            Snapshot left = catalog(old);
            List<String> catalogs = differences(left);
            if (!catalogs.isEmpty()) {
                catalogs.forEach(sentence -> differences.add(revision.id() + ": " + sentence));
                return new Result(proved, "the catalogs differ after " + revision.id(), differences, true);
            }
            if (changesRows(revision)) {
                compareRows(left, revision, differences);
            }
            proved++;
        }
        if (!history.scripts().isEmpty()) {
            runOld(oldSql.ofObjects(history));
            scripts.makeObjects();
            differences.addAll(differences(catalog(old)));
        }
        return new Result(proved, "", differences, true);
    }

    /** The texts that a history was imported from. Flyway runs repeatable ones in the order of their descriptions. */
    private static final class OwnSql implements OldSql {
        @Override
        public List<OldStatement> of(ImportedRevision revision) {
            return statements(revision.up());
        }

        @Override
        public List<OldStatement> ofObjects(ImportedHistory history) {
            Map<String, ImportedScript> files = new TreeMap<>();
            history.scripts()
                    .forEach(script -> files.putIfAbsent(
                            script.origin().key() + " " + script.origin().file(), script));
            return files.values().stream()
                    .flatMap(script -> statements(script.source()).stream())
                    .toList();
        }

        private static List<OldStatement> statements(List<ImportedStep> steps) {
            return steps.stream()
                    .filter(step -> !step.text().isBlank())
                    .map(step -> new OldStatement(step.text(), step.place()))
                    .toList();
        }
    }

    private static String byHand(ImportedRevision revision) {
        return revision.id() + " has a step to write by hand";
    }

    /** Runs the script of a revision; gives why it stopped where it still has a step to write by hand. */
    private Optional<String> made(ImportedRevision revision) {
        try {
            scripts.upgrade(revision.id());
            return Optional.empty();
        } catch (MigrationException refused) {
            if (revision.extent() == Extent.BY_HAND) {
                return Optional.of(byHand(revision));
            }
            throw refused;
        }
    }

    /**
     * Compares a database that the other tool itself has built with one that the scripts build, at the end.
     *
     * @param hasRows whether rows are compared, too: a copy of production has others
     * @throws io.kmigrate.failure.MigrationException where the database for the scripts is not empty
     */
    public Result runBuilt(ImportedHistory history, boolean hasRows) throws SQLException {
        requireEmpty(made);
        for (ImportedRevision revision : history.revisions()) {
            Optional<String> stopped = revision.extent() == Extent.BY_HAND && !scripts.isKept(revision.id())
                    ? Optional.of(byHand(revision))
                    : made(revision);
            if (stopped.isPresent()) {
                return new Result(0, stopped.get(), List.of(), false);
            }
        }
        if (!history.scripts().isEmpty()) {
            scripts.makeObjects();
        }
        Snapshot left = catalog(old);
        List<String> differences = new ArrayList<>(differences(left));
        if (differences.isEmpty() && hasRows) {
            for (Table table : left.tables()) {
                new RowDifference(dialect, table).between(old, made).ifPresent(differences::add);
            }
        }
        return new Result(
                history.revisions().size(),
                "",
                differences.stream()
                        .map(sentence -> withCulprit(sentence, history))
                        .toList(),
                false);
    }

    /** With the revision that changed the table last, which is where to look first. */
    private static String withCulprit(String sentence, ImportedHistory history) {
        String last = "";
        for (ImportedRevision revision : history.revisions()) {
            boolean isChanged = revision.up().stream()
                    .flatMap(step -> step.operations().stream())
                    .flatMap(operation -> ChangedTable.of(operation).stream())
                    .anyMatch(table -> sentence.startsWith(table + ":") || sentence.endsWith(" table " + table));
            last = isChanged ? revision.id() : last;
        }
        return last.isEmpty() ? sentence : "%s (changed last by %s)".formatted(sentence, last);
    }

    /** A table whose rows differ once is not compared again: what follows may come of it. */
    private void compareRows(Snapshot schema, ImportedRevision revision, List<String> differences) throws SQLException {
        for (Table table : schema.tables()) {
            if (!differing.contains(table.name())) {
                Optional<String> found = new RowDifference(dialect, table).between(old, made);
                found.ifPresent(sentence -> {
                    differing.add(table.name());
                    differences.add(revision.id() + ": " + sentence);
                });
            }
        }
    }

    private void requireEmpty(Connection connection) throws SQLException {
        if (!catalog(connection).tables().isEmpty()) {
            throw ImportMessages.notEmpty().exception();
        }
    }

    private Snapshot catalog(Connection connection) throws SQLException {
        Snapshot read = dialect.introspector().introspect(connection);
        List<Table> tables = read.tables().stream()
                .filter(table -> !isOwn.test(table.name()))
                .toList();
        return Snapshot.of(tables, List.copyOf(read.objects()));
    }

    private List<String> differences(Snapshot left) throws SQLException {
        boolean hasCase = !dialect.folded("aA").equals("aA");
        return new CatalogDifference(left, catalog(made), hasCase).sentences();
    }

    private void runOld(List<OldStatement> statements) throws SQLException {
        for (OldStatement step : statements) {
            try (Statement statement = old.createStatement()) {
                statement.execute(step.text());
            } catch (SQLException failed) {
                throw ImportMessages.oldSqlFailed(step.place(), String.valueOf(failed.getMessage()))
                        .exception();
            }
        }
    }

    private static boolean changesRows(ImportedRevision revision) {
        return revision.steps()
                .anyMatch(step -> step.kind() == Kind.SQL
                        || ROWS.stream()
                                .anyMatch(word ->
                                        step.text().toLowerCase(Locale.ROOT).contains(word)));
    }
}
