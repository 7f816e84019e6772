package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.history.HistoryEntry;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.Seal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes version rows without running anything. The caller holds the lock. */
public final class Stamper {
    private final Dialect dialect;
    private final Connection connection;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;

    public Stamper(Dialect dialect, Connection connection, VersionTable versionTable, HistoryTable historyTable) {
        this.dialect = dialect;
        this.connection = connection;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
    }

    /**
     * Turns the rows {@code before} into those of {@code after}, with a history row for each new one.
     *
     * @throws SQLException when the database refuses; nothing was changed then
     */
    public void stamp(List<String> before, List<Revision> after, Clock clock) throws SQLException {
        try (Session session = dialect.session(connection)) {
            Transaction.run(session, () -> {
                versionTable.ensure(connection);
                historyTable.ensure(connection);
                List<String> rows = after.stream().map(Revision::id).toList();
                versionTable.replace(connection, before, rows);
                for (Revision revision : after) {
                    if (!before.contains(revision.id())) {
                        historyTable.add(connection, entry(revision, clock.instant()));
                    }
                }
            });
        }
    }

    /** Makes the version and history tables unless they are there. */
    public void ensureTables() throws SQLException {
        try (Session session = dialect.session(connection)) {
            Transaction.run(session, () -> {
                versionTable.ensure(connection);
                historyTable.ensure(connection);
            });
        }
    }

    /** Notes that scripts are accepted as they now are. */
    public void repair(Map<Revision, Seal> seals, String reason, Clock clock) throws SQLException {
        try (Session session = dialect.session(connection)) {
            Transaction.run(session, () -> {
                for (Map.Entry<Revision, Seal> accepted : seals.entrySet()) {
                    String id = accepted.getKey().id();
                    historyTable.add(
                            connection,
                            new HistoryEntry(
                                    id,
                                    "repair",
                                    reason,
                                    accepted.getValue(),
                                    clock.instant(),
                                    Duration.ZERO,
                                    0,
                                    "done"));
                }
            });
        }
    }

    /** The history row of a revision that was stamped. */
    static HistoryEntry entry(Revision revision, Instant started) {
        return new HistoryEntry(revision.id(), "stamp", revision.message(), null, started, Duration.ZERO, 0, "done");
    }
}
