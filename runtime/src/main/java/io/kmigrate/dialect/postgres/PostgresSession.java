package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.AutoCommitSession;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The driver knows of each transaction, which fetching rows in portions needs. Between transactions autocommit is on,
 * for statements that refuse one.
 */
final class PostgresSession extends AutoCommitSession {
    private final PostgresLimits sessionLimits;
    private final boolean isPooled;
    private final TransactionId transaction;
    private Limits limits = Limits.NONE;

    /**
     * @param isPooled only a transaction stays on one session of the server: limits are set in each
     */
    PostgresSession(Connection connection, boolean isPooled) throws SQLException {
        super(connection);
        this.sessionLimits = new PostgresLimits(connection);
        this.isPooled = isPooled;
        this.transaction = new TransactionId(connection);
    }

    @Override
    public void limit(Limits wanted) throws SQLException {
        if (isPooled) {
            limits = wanted;
            if (isOpen()) {
                setLocal();
            }
        } else {
            sessionLimits.set(wanted);
        }
    }

    private void setLocal() throws SQLException {
        setLocal("lock_timeout", limits.lock());
        setLocal("statement_timeout", limits.statement());
    }

    private void setLocal(String setting, @Nullable Duration limit) throws SQLException {
        execute("SET LOCAL " + setting + " = " + (limit == null ? "DEFAULT" : "'" + limit.toMillis() + "ms'"));
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        super.begin(operations);
        if (isPooled && !limits.equals(Limits.NONE)) {
            setLocal();
        }
    }

    @Override
    public void mark() throws SQLException {
        transaction.mark();
    }

    @Override
    public boolean isMarked() throws SQLException {
        return transaction.isMarked();
    }

    /** A transaction that a failure has aborted would end as a rollback without a word; a statement tells. */
    @Override
    public void commit() throws SQLException {
        execute("SELECT 1");
        super.commit();
    }

    /** Constraints that wait for the commit are checked now. */
    @Override
    public void verify() throws SQLException {
        execute("SET CONSTRAINTS ALL IMMEDIATE");
    }
}
