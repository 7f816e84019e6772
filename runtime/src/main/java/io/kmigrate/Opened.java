package io.kmigrate;

import io.kmigrate.MigrationReport.StepReport;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.ExecutionEvent;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.Executor;
import io.kmigrate.execution.Hooks;
import io.kmigrate.execution.InFlightDecision;
import io.kmigrate.execution.Resumption;
import io.kmigrate.execution.RunLimits;
import io.kmigrate.execution.Sessions;
import io.kmigrate.execution.Stamper;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.history.Glance;
import io.kmigrate.history.History;
import io.kmigrate.history.HistoryLog;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A connection with what is known about its database. */
record Opened(
        MigrationConnection connection,
        Sessions sessions,
        VersionTable versionTable,
        HistoryTable historyTable,
        RunLimits limits,
        Steps steps) {
    History history() throws SQLException {
        return History.of(versionTable.read(connection.jdbc()));
    }

    State state() throws SQLException {
        return new State(history(), historyTable.records(connection.jdbc()));
    }

    Optional<Glance> glance() {
        // Its query fails where a table is missing, which would end a transaction of the application's.
        return sessions.isEnclosed()
                ? Optional.empty()
                : Glance.at(connection.jdbc(), dialect(), versionTable.name(), historyTable.name());
    }

    Stamper stamper() {
        return new Stamper(sessions, connection, versionTable, historyTable, Clock.systemUTC());
    }

    Executor executor(Hooks hooks) {
        return new Executor(sessions, connection, versionTable, historyTable, steps, Clock.systemUTC(), limits, hooks);
    }

    Resumption resumption(InFlightDecision decision) throws SQLException {
        return new Resumption(state().records().unfinished(), decision);
    }

    MigrationReport report(List<String> rows) {
        return new MigrationReport(steps.done, rows);
    }

    Dialect dialect() {
        return sessions.dialect();
    }

    Connection jdbc() {
        return connection.jdbc();
    }

    HistoryLog log() {
        return new HistoryLog(historyTable.name(), dialect());
    }

    /** Who brought revisions that no script has, a line each, as far as the history tells. */
    List<String> described(List<String> revisions) throws SQLException {
        return log().newest(jdbc(), 0).stream()
                .filter(entry -> revisions.contains(entry.revision())
                        && entry.direction().equals("up"))
                .map(entry -> "%s \"%s\" was applied by %s on %s with Kmigrate %s"
                        .formatted(
                                entry.revision(),
                                entry.message(),
                                entry.author().user(),
                                entry.author().host(),
                                entry.author().toolVersion()))
                .distinct()
                .toList();
    }

    /** Collects the steps that were run, for the report. */
    static final class Steps implements ExecutionListener {
        private final ExecutionListener next;
        private final List<StepReport> done = new ArrayList<>();

        Steps(ExecutionListener next) {
            this.next = next;
        }

        @Override
        public void on(ExecutionEvent event) {
            if (event instanceof ExecutionEvent.StepFinished finished) {
                done.add(new StepReport(
                        finished.step().revision().id(),
                        finished.step().direction(),
                        finished.step().revision().message(),
                        finished.duration()));
            }
            next.on(event);
        }
    }
}
