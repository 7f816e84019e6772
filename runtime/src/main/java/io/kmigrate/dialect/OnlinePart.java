package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Pace;
import io.kmigrate.operation.RowChange.SetColumns;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A part of an online form: statements, rows in batches, or a look at rows. Statements are done or not done as a whole, and
 * the others can be done again.
 *
 * @param statements in order; none for a part of another kind
 * @param update rows that get their values in batches; null for a part of another kind
 * @param copying what a program of the user's does; null for a part of another kind
 * @param proof rows that must not be there, because the server was told not to look; null for a part of another kind
 * @param inTransaction whether the statements share a transaction; otherwise each commits by itself
 * @param waitsAside whether nobody waits behind a statement that waits for a lock: then it may wait for long
 * @param session what holds for the part alone
 * @param leftover what an attempt that failed, or a proof that did, leaves, to be removed before the next; null for nothing
 * @param isDone whether the catalog shows that it is done, and with it all parts before it; false also where the catalog
 *     cannot tell
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record OnlinePart(
        List<String> statements,
        @Nullable Backfill update,
        @Nullable RowCheck proof,
        @Nullable CopyingAlter copying,
        boolean inTransaction,
        boolean waitsAside,
        SessionChange session,
        @Nullable Leftover leftover,
        Predicate<Catalog> isDone) {
    /** So few that a batch is over before somebody who waits for one of its rows minds. */
    private static final int ROWS = 2000;

    public OnlinePart {
        statements = List.copyOf(statements);
    }

    /** Statements in a transaction of their own. */
    public static OnlinePart together(List<String> statements, Predicate<Catalog> isDone) {
        return new OnlinePart(statements, null, null, null, true, false, SessionChange.NONE, null, isDone);
    }

    /** One statement outside of any transaction. */
    public static OnlinePart alone(String statement, Predicate<Catalog> isDone) {
        return new OnlinePart(List.of(statement), null, null, null, false, false, SessionChange.NONE, null, isDone);
    }

    /** The same, for a statement that may wait for long. */
    public static OnlinePart aside(String statement, Predicate<Catalog> isDone) {
        return new OnlinePart(List.of(statement), null, null, null, false, true, SessionChange.NONE, null, isDone);
    }

    /**
     * Gives the rows of a table that have no value in a column one, a batch at a time along the primary key.
     *
     * @param values columns to the SQL of their values
     */
    public static OnlinePart rows(TableName table, String isMissing, Map<String, String> values) {
        Backfill update = Backfill.of(table.name(), table, isMissing, new SetColumns(values))
                .withPace(Pace.DEFAULT.withBatchRows(ROWS));
        return new OnlinePart(List.of(), update, null, null, false, false, SessionChange.NONE, null, catalog -> false);
    }

    /** Looks whether all rows hold what the parts before it have claimed; {@code claim} goes where one does not. */
    public static OnlinePart proof(RowCheck check, Leftover claim) {
        return new OnlinePart(List.of(), null, check, null, false, false, SessionChange.NONE, claim, catalog -> false);
    }

    /** Done by a program of the user's. */
    public static OnlinePart outside(CopyingAlter change) {
        return new OnlinePart(List.of(), null, null, change, false, false, SessionChange.NONE, null, change.isDone());
    }

    /** The same part, in a session that is changed for it. */
    public OnlinePart in(SessionChange change) {
        return new OnlinePart(statements, update, proof, copying, inTransaction, waitsAside, change, leftover, isDone);
    }

    /** The same part, where a failure leaves something. */
    public OnlinePart leaving(Leftover remains) {
        return new OnlinePart(statements, update, proof, copying, inTransaction, waitsAside, session, remains, isDone);
    }

    /**
     * Settings of the session that hold for one part.
     *
     * @param before statements that set them
     * @param after statements that put them back, also after a failure
     */
    @API(status = EXPERIMENTAL, since = "0.1")
    public record SessionChange(List<String> before, List<String> after) {
        public static final SessionChange NONE = new SessionChange(List.of(), List.of());

        public SessionChange {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** Both, this one around the other. */
        public SessionChange and(SessionChange inner) {
            return new SessionChange(
                    Stream.concat(before.stream(), inner.before.stream()).toList(),
                    Stream.concat(inner.after.stream(), after.stream()).toList());
        }
    }
}
