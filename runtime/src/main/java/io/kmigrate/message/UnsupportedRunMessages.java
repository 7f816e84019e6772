package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/**
 * Timeouts, transactions and locks that a database cannot have, and the way out. Each method is named by
 * the thing that is refused, and takes the name of the database first.
 */
@API(status = INTERNAL, since = "0.1")
public final class UnsupportedRunMessages {
    private static final String LIMIT = "limit how long a statement runs";
    private static final String LEAVE_OUT = "leave the statement timeout out";
    private static final String INSIDE_TRANSACTION = " inside a transaction of the application's";
    private static final String OWN_TRANSACTION = "give the migrator a connection in autocommit mode, or a dataSource";

    private UnsupportedRunMessages() {}

    public static Problem timeouts(String database) {
        return cannot(database, "limit how long statements take", "leave the timeouts out");
    }

    public static Problem timeoutsOfText(String database) {
        return DatabaseMessages.unsupported(
                database,
                "limit how long the statements of SQL text take",
                RunMessages.orPreview(new Fix(
                        "remove the timeouts, or run without --sql", "remove the timeouts, or run with a connection")));
    }

    public static Problem statementTimeout(String database) {
        return cannot(database, LIMIT, LEAVE_OUT);
    }

    /** The same, where a profile limits a user. */
    public static Problem statementTimeoutOutsideProfile(String database) {
        return cannot(database, LIMIT, LEAVE_OUT + ", or let an administrator limit the user with a profile");
    }

    /** The same, where the driver has a limit. */
    public static Problem statementTimeoutOutsideDriver(String database) {
        return cannot(database, LIMIT, LEAVE_OUT + ", or put queryTimeout=SECONDS into the JDBC URL");
    }

    /** The same, where the database limits queries. */
    public static Problem statementTimeoutOutsideSelect(String database) {
        return cannot(database, "limit how long a statement other than SELECT runs", LEAVE_OUT);
    }

    public static Problem enclosedRun(String database) {
        return cannot(database, "run migrations" + INSIDE_TRANSACTION, OWN_TRANSACTION);
    }

    public static Problem enclosedComparison(String database) {
        return cannot(database, "compare schemas" + INSIDE_TRANSACTION, OWN_TRANSACTION);
    }

    public static Problem enclosedRebuild(String database) {
        return cannot(
                database,
                "rebuild a table in a transaction that was begun with foreign keys on: its cascades would fire",
                "say PRAGMA foreign_keys = OFF before that transaction, or let the migrator have its own");
    }

    public static Problem pooledRun(String database) {
        return cannot(
                database,
                "keep migrators apart with pooled = true",
                "connect to the server itself and leave out pooled: no lock of this database falls with a transaction");
    }

    public static Problem lockOnSingleConnection(String database) {
        return cannot(database, "keep migrators apart on a single connection", "give the migrator a dataSource");
    }

    private static Problem cannot(String database, String refused, String instead) {
        return DatabaseMessages.unsupported(database, refused, Fix.of(instead));
    }
}
