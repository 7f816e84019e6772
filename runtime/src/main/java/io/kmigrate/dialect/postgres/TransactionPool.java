package io.kmigrate.dialect.postgres;

import io.kmigrate.failure.Problem;
import io.kmigrate.message.PoolMessages;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds a pool that gives every transaction, or every statement, another session of the server, as PgBouncer can: there
 * a lock of a session stays behind with a session that is the next client's. Nothing is set, locked or left open.
 *
 * <p>At login a server says which of its processes serves the connection, and a pool makes a number up. Connections
 * that their own process serves are asked once and no more. Any other is asked again, in turns and while the other one
 * keeps its process busy, until two connections have shared a process, or one has had two. A pool of sessions never
 * does either.
 */
final class TransactionPool {
    private static final String PROCESS = "SELECT pg_backend_pid()";

    /** Servers behind the same pool may have processes of the same number. */
    private static final String SESSION = "SELECT pg_backend_pid() || ' of ' || pg_postmaster_start_time()";

    /** What a pool answers where it does not allow transactions; there is no code for it alone. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    /** Other clients can happen to take just the processes that would have told. */
    private static final int ROUNDS = 3;

    private final Connection lock;
    private final Connection work;
    private final Set<String> ofLock = new HashSet<>();
    private final Set<String> ofWork = new HashSet<>();

    /**
     * @param lock commits each statement by itself, as does the other
     * @param work is {@code lock} where there is no other
     */
    TransactionPool(Connection lock, Connection work) {
        this.lock = lock;
        this.work = work;
    }

    /** Throws where the connections lead to one. */
    void refuse() throws SQLException {
        String first = ask(lock, PROCESS);
        String second = lock == work ? "" : ask(work, PROCESS);
        boolean isDirect = Pgjdbc.isTold(lock, first) && (lock == work || Pgjdbc.isTold(work, second));
        if (isDirect && !first.equals(second)) {
            return;
        }
        // A statement that the driver prepares after some questions is lost in a pool.
        Runnable lockAsFound = Pgjdbc.withoutPreparedStatements(lock);
        Runnable workAsFound = Pgjdbc.withoutPreparedStatements(work);
        try {
            refuseShared();
        } finally {
            workAsFound.run();
            lockAsFound.run();
        }
    }

    private void refuseShared() throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            if (isFoundByTurns() || isFoundWhileBusy(work, lock) || isFoundWhileBusy(lock, work)) {
                throw kind().exception();
            }
        }
    }

    /**
     * A pool at rest gives the process that was used last, and a pool of one has no other. One that hands them on in
     * turn could give each connection always the same, if these asked in turn, too.
     */
    private boolean isFoundByTurns() throws SQLException {
        for (Connection next : List.of(lock, work, work, lock, lock, work)) {
            look(next);
            if (isFound()) {
                return true;
            }
        }
        return false;
    }

    private void look(Connection connection) throws SQLException {
        (connection == lock ? ofLock : ofWork).add(ask(connection, SESSION));
    }

    private boolean isFound() {
        return ofLock.size() > 1 || ofWork.size() > 1 || ofLock.stream().anyMatch(ofWork::contains);
    }

    /** The other one cannot have the process that is busy, and the pool has to find another. */
    private boolean isFoundWhileBusy(Connection busy, Connection other) throws SQLException {
        try {
            busy.setAutoCommit(false);
            for (Connection next : List.of(busy, other, other, other)) {
                look(next);
            }
            busy.rollback();
            busy.setAutoCommit(true);
            return isFound();
        } catch (SQLException failed) {
            if (PROTOCOL_VIOLATION.equals(failed.getSQLState())) {
                throw kind(failed).exception();
            }
            throw failed;
        }
    }

    /** A pool of statements ends the connection at the beginning of a transaction. */
    private Problem kind() {
        try {
            work.setAutoCommit(false);
            ask(work, PROCESS);
            work.rollback();
            work.setAutoCommit(true);
            return PoolMessages.ofTransactions();
        } catch (SQLException failed) {
            return kind(failed);
        }
    }

    /** A pool of transactions can have no process left. */
    private static Problem kind(SQLException failed) {
        return String.valueOf(failed.getMessage()).contains("statement pooling")
                ? PoolMessages.ofStatements()
                : PoolMessages.ofTransactions();
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
