package io.kmigrate.execution;

import io.kmigrate.dialect.Session;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.VersionTable;
import java.sql.Connection;
import java.sql.SQLException;

/** The tables that are Kmigrate's own, as a command needs them that is about to write into them. */
record OwnTables(VersionTable versionTable, HistoryTable historyTable, Connection connection) {
    /** Makes them unless they are there, and brings a history of an earlier version up to date. */
    void ensure(Session session, Sessions sessions) throws SQLException {
        if (!versionTable.isComplete(connection) || !historyTable.exists(connection)) {
            Transaction.run(session, this::create);
        }
        update(session, sessions);
    }

    /** Makes them unless they are there, inside the transaction that is open. */
    void create() throws SQLException {
        versionTable.ensure(connection);
        historyTable.ensure(connection);
    }

    /** Gives a history of an earlier version its columns. */
    void update(Session session, Sessions sessions) {
        // Some databases would commit the application's transaction with it.
        if (!sessions.isEnclosed() && !historyTable.storesPlaces(connection) && historyTable.exists(connection)) {
            addPlaces(session);
        }
    }

    /**
     * In a transaction of its own, because a user who may not alter tables goes on without: rows are written
     * as an earlier version wrote them, and the run needs nothing of the column.
     */
    private void addPlaces(Session session) {
        try {
            Transaction.run(session, () -> historyTable.ensurePlaces(connection));
        } catch (SQLException refused) {
            historyTable.exists(connection);
        }
    }
}
