package io.kmigrate.run;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.backfill.BackfillStatus;
import io.kmigrate.history.LogEntry;
import io.kmigrate.plan.Status;
import io.kmigrate.revision.Revision;
import io.kmigrate.schema.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * All that a user wants to know of a database at one look.
 *
 * @param log the newest entries of the history, newest first
 * @param edited applied revisions whose scripts no longer do what was applied, oldest first
 * @param otherTables tables that no revision made; looked for only where none ever ran
 * @param backfills those that are neither done nor cancelled, oldest first
 * @param repeatables what the next upgrade looks at among the objects that follow their text
 */
@API(status = STABLE, since = "0.1")
public record DatabaseReport(
        Status status,
        List<LogEntry> log,
        List<Revision> edited,
        List<TableName> otherTables,
        List<BackfillStatus> backfills,
        RepeatableStatus repeatables) {
    public DatabaseReport {
        log = List.copyOf(log);
        edited = List.copyOf(edited);
        otherTables = List.copyOf(otherTables);
        backfills = List.copyOf(backfills);
    }

    /** When a revision was applied, or stamped; empty where the log does not reach so far back. */
    public Optional<Instant> appliedAt(Revision revision) {
        return log.stream()
                .filter(entry -> entry.revision().equals(revision.id()) && isApplication(entry))
                .findFirst()
                .flatMap(entry -> Optional.ofNullable(entry.started()));
    }

    private static boolean isApplication(LogEntry entry) {
        return (entry.direction().equals("up") || entry.direction().equals("stamp"))
                && entry.outcome().equals("done");
    }
}
