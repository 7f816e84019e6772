package io.kmigrate.execution;

import io.kmigrate.dialect.Session;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import java.sql.SQLException;
import java.util.List;

/** A session that does what another one does, except for what is overridden. */
abstract class ForwardingSession implements Session {
    private final Session session;

    ForwardingSession(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    @Override
    public void limit(Limits limits) throws SQLException {
        session.limit(limits);
    }

    @Override
    public void begin(List<Operation> operations) throws SQLException {
        session.begin(operations);
    }

    @Override
    public void commit() throws SQLException {
        session.commit();
    }

    @Override
    public void verify() throws SQLException {
        session.verify();
    }

    @Override
    public void beforeCommittingStatement() throws SQLException {
        session.beforeCommittingStatement();
    }

    @Override
    public void mark() throws SQLException {
        session.mark();
    }

    @Override
    public boolean isMarked() throws SQLException {
        return session.isMarked();
    }

    @Override
    public void rollback() throws SQLException {
        session.rollback();
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
