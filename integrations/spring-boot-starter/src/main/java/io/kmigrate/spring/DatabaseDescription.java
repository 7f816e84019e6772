package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.Migrator;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.LogEntry;
import io.kmigrate.plan.Status;
import io.kmigrate.plan.UnfinishedRevision;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.DatabaseReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint tells of a database.
 *
 * @param revisions the version rows
 * @param applied oldest first
 * @param pending ids of the revisions that {@code upgrade heads} would apply
 * @param unfinished ids of those that a run began and did not finish
 * @param missing ids of those that stand beneath applied ones and were never applied
 * @param edited ids of those whose script was edited after it had been applied
 * @param newer version rows that a newer release has brought; then only {@code revisions} is told beside them
 * @param problem why nothing can be told; null where there is none
 */
@API(status = STABLE, since = "0.1")
public record DatabaseDescription(
        List<String> revisions,
        List<AppliedRevision> applied,
        List<String> pending,
        List<String> unfinished,
        List<String> missing,
        List<String> edited,
        List<String> newer,
        @Nullable String problem) {
    /** What a history entry of an applied revision says. */
    private static final Set<String> WAYS = Set.of("up", "stamp", "resolve");

    /**
     * A revision that the database has.
     *
     * @param at null where the history has no entry for it, as beneath a stamped one
     * @param by the user who applied it; null as above
     * @param host from where; null as above
     * @param duration null as above
     * @param tag such as the release; null where none was given
     */
    @API(status = STABLE, since = "0.1")
    public record AppliedRevision(
            String id,
            String message,
            @Nullable Instant at,
            @Nullable String by,
            @Nullable String host,
            @Nullable Duration duration,
            @Nullable String tag) {}

    static DatabaseDescription of(Migrator migrator) {
        try {
            return read(migrator);
        } catch (MigrationException failed) {
            String problem = failed.code().text() + ": " + failed.getMessage();
            return new DatabaseDescription(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), problem);
        }
    }

    private static DatabaseDescription read(Migrator migrator) {
        RevisionGraph graph = migrator.graph();
        List<String> rows = migrator.history().rows();
        List<String> newer =
                rows.stream().filter(row -> graph.find(row).isEmpty()).toList();
        if (!newer.isEmpty()) {
            return new DatabaseDescription(rows, List.of(), List.of(), List.of(), List.of(), List.of(), newer, null);
        }
        DatabaseReport report = migrator.report(0);
        Status status = report.status();
        return new DatabaseDescription(
                rows,
                applied(status, report.log()),
                status.pending().ids(),
                status.unfinished().stream().map(UnfinishedRevision::revision).toList(),
                status.missing().ids(),
                report.edited().stream().map(Revision::id).toList(),
                newer,
                null);
    }

    private static List<AppliedRevision> applied(Status status, List<LogEntry> newestFirst) {
        Map<String, LogEntry> entries = new LinkedHashMap<>();
        newestFirst.stream()
                .filter(entry -> WAYS.contains(entry.direction()))
                .forEach(entry -> entries.putIfAbsent(entry.revision(), entry));
        return status.applied().oldestFirst().stream()
                .map(revision -> applied(revision.id(), revision.message(), entries.get(revision.id())))
                .toList();
    }

    private static AppliedRevision applied(String id, String message, @Nullable LogEntry entry) {
        return entry == null
                ? new AppliedRevision(id, message, null, null, null, null, null)
                : new AppliedRevision(
                        id,
                        message,
                        entry.started(),
                        entry.author().user(),
                        entry.author().host(),
                        entry.duration(),
                        entry.tag());
    }
}
