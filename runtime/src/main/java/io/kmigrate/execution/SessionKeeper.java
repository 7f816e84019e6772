package io.kmigrate.execution;

import io.kmigrate.dialect.SessionSettings;
import io.kmigrate.dialect.SessionSettings.Scope;
import io.kmigrate.message.SessionMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what a step changes of its session, so that it decides neither where its version row is written nor what
 * the next step sees. Asks nothing where a step cannot change the session.
 */
final class SessionKeeper {
    private final SessionSettings settings;
    private final Connection connection;
    private final boolean mayOutliveTransaction;
    private @Nullable Map<String, String> found;
    private final Map<String, String> changes = new TreeMap<>();

    /**
     * @param mayOutliveTransaction false where the session is somebody else's once a transaction has ended: behind a
     *     pool, and where several steps share one
     */
    SessionKeeper(SessionSettings settings, Connection connection, boolean mayOutliveTransaction) {
        this.settings = settings;
        this.connection = connection;
        this.mayOutliveTransaction = mayOutliveTransaction;
    }

    /** Work on tables of ours. */
    @FunctionalInterface
    interface Bookkeeping {
        void run() throws SQLException;
    }

    /** Begins with a step that may change the session. */
    void remember() throws SQLException {
        changes.clear();
        found = settings.read(connection);
    }

    /** Begins with a step that cannot. */
    void forget() {
        changes.clear();
        found = null;
    }

    /** Before the bookkeeping at the end of a transaction. */
    void putBackInside() throws SQLException {
        boolean isShort = settings.endsWithTransaction() && mayOutliveTransaction;
        putBack(isShort ? Scope.TRANSACTION : Scope.SESSION, !isShort);
    }

    /** The same before a transaction that holds bookkeeping alone. */
    void putBackOutside() throws SQLException {
        putBack(Scope.SESSION, true);
    }

    /**
     * Bookkeeping between two operations, which share the session as the first has left it.
     *
     * @param scope that of a transaction where the work is part of one
     */
    void aside(Scope scope, Bookkeeping work) throws SQLException {
        if (found == null) {
            work.run();
            return;
        }
        Map<String, String> now = settings.read(connection);
        change(now, found, scope);
        work.run();
        change(found, now, scope);
    }

    /** Runs bookkeeping again and again. */
    @FunctionalInterface
    interface Asides {
        void aside(Scope scope, Bookkeeping work) throws SQLException;
    }

    /**
     * {@link #aside} many times, beside work that leaves the session as it is: it is read once, because to read it takes
     * as long as to change some hundred rows.
     */
    Asides steady() throws SQLException {
        if (found == null) {
            return this::aside;
        }
        Map<String, String> wanted = found;
        Map<String, String> now = settings.read(connection);
        return (scope, work) -> {
            change(now, wanted, scope);
            work.run();
            change(wanted, now, scope);
        };
    }

    /**
     * Ends the step.
     *
     * @return what the step had changed, in words
     */
    List<String> putBackAfter() throws SQLException {
        putBack(Scope.SESSION, true);
        List<String> result = List.copyOf(changes.values());
        forget();
        return result;
    }

    /** Ends a step that failed. */
    void putBackAfterFailure() throws SQLException {
        putBack(Scope.SESSION, false);
    }

    private void putBack(Scope scope, boolean isNoted) throws SQLException {
        if (found == null) {
            return;
        }
        Map<String, String> now = settings.read(connection);
        if (isNoted) {
            note(found, now);
        }
        change(now, found, scope);
    }

    private void note(Map<String, String> was, Map<String, String> now) {
        Map<String, String> all = new LinkedHashMap<>(was);
        all.putAll(now);
        for (String name : all.keySet()) {
            if (!Objects.equals(was.get(name), now.get(name))) {
                changes.put(name, SessionMessages.changed(name, was.get(name), now.get(name)));
            }
        }
    }

    private void change(Map<String, String> now, Map<String, String> wanted, Scope scope) throws SQLException {
        for (String sql : settings.change(now, wanted, scope)) {
            Statements.execute(connection, sql);
        }
    }
}
