package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.exposed.MigrationConnection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * What a run of a backfill works with.
 *
 * @param bookkeeping runs what writes a checkpoint, with the session as our own tables need it
 * @param sqlCheck hears the statements of code before they are sent
 * @param mask takes secrets out of what the database says
 * @param helpers opens what other workers work with
 */
@API(status = INTERNAL, since = "0.1")
public record BackfillTools(
        Dialect dialect,
        MigrationConnection connection,
        Session session,
        BackfillTable table,
        BackfillErrors errors,
        Bookkeeping bookkeeping,
        BackfillListener listener,
        Consumer<String> sqlCheck,
        UnaryOperator<String> mask,
        Helpers helpers) {
    /** The same for another worker. Its work on tables of ours needs nothing done first: the session is new. */
    BackfillTools with(Helper helper) {
        return new BackfillTools(
                dialect,
                helper.connection(),
                helper.session(),
                table,
                errors,
                Writing::run,
                listener,
                sqlCheck,
                mask,
                Helpers.NONE);
    }

    BackfillTools heardBy(BackfillListener other) {
        return new BackfillTools(
                dialect, connection, session, table, errors, bookkeeping, other, sqlCheck, mask, helpers);
    }

    /** Opens connections beside the one of a run. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface Helpers {
        /** There is one connection, and no other. */
        Helpers NONE = Optional::empty;

        /** What the caller closes; empty where there is one connection only. */
        Optional<Helper> open() throws SQLException;
    }

    /** A connection of a worker. */
    @API(status = INTERNAL, since = "0.1")
    public record Helper(MigrationConnection connection, Session session) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            try (MigrationConnection closing = connection) {
                session.close();
            }
        }
    }

    /** Runs work on tables of ours. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface Bookkeeping {
        void run(Writing work) throws SQLException;
    }

    /** Work on tables of ours. */
    @FunctionalInterface
    @API(status = INTERNAL, since = "0.1")
    public interface Writing {
        void run() throws SQLException;
    }
}
