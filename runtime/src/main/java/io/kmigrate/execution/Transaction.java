package io.kmigrate.execution;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Work between a begin and a commit, undone when it fails. */
final class Transaction {
    private Transaction() {}

    /** What runs inside. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Bookkeeping, in a transaction of its own. */
    static void run(Session session, Work work) throws SQLException {
        run(session, List.of(), work);
    }

    /**
     * Operations, in a transaction fit for them.
     *
     * @param commitFailed what to throw when all ran but the commit fails
     */
    static void run(
            Session session,
            List<Operation> operations,
            Work work,
            Function<SQLException, RuntimeException> commitFailed)
            throws SQLException {
        begin(session, operations, () -> {
            work.run();
            try {
                session.commit();
            } catch (SQLException failed) {
                throw commitFailed.apply(failed);
            }
        });
    }

    /** An operation of which nothing is left when it fails, whenever that is. */
    static void run(Session session, List<Operation> operations, Work work) throws SQLException {
        begin(session, operations, () -> {
            work.run();
            session.commit();
        });
    }

    private static void begin(Session session, List<Operation> operations, Work work) throws SQLException {
        session.begin(operations);
        try {
            work.run();
        } catch (SQLException | RuntimeException | Error failed) {
            rollback(session, failed);
            throw failed;
        }
    }

    /** The first failure is the one to report, even when the connection is too broken to roll back. */
    private static void rollback(Session session, Throwable failed) {
        try {
            session.rollback();
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }
}
