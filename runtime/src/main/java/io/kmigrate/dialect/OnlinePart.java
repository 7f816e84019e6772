package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A part of an online form. It is done or not done as a whole, except for a {@link BatchedUpdate}, which can be done again.
 *
 * @param statements in order; none for a backfill
 * @param update null for statements
 * @param inTransaction whether the statements share a transaction; otherwise each commits by itself
 * @param waitsAside whether nobody waits behind a statement that waits for a lock: then it may wait for long
 * @param session what holds for the part alone
 * @param leftover what an attempt that failed leaves, to be removed before the next; null for nothing
 * @param isDone whether the catalog shows that it is done, and with it all parts before it; false also where the catalog
 *     cannot tell
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record OnlinePart(
        List<String> statements,
        @Nullable BatchedUpdate update,
        boolean inTransaction,
        boolean waitsAside,
        SessionChange session,
        @Nullable Leftover leftover,
        Predicate<Catalog> isDone) {
    public OnlinePart {
        statements = List.copyOf(statements);
    }

    /** Statements in a transaction of their own. */
    public static OnlinePart together(List<String> statements, Predicate<Catalog> isDone) {
        return new OnlinePart(statements, null, true, false, SessionChange.NONE, null, isDone);
    }

    /** One statement outside of any transaction. */
    public static OnlinePart alone(String statement, Predicate<Catalog> isDone) {
        return new OnlinePart(List.of(statement), null, false, false, SessionChange.NONE, null, isDone);
    }

    /** The same, for a statement that may wait for long. */
    public static OnlinePart aside(String statement, Predicate<Catalog> isDone) {
        return new OnlinePart(List.of(statement), null, false, true, SessionChange.NONE, null, isDone);
    }

    /** Rows, a batch at a time. */
    public static OnlinePart rows(BatchedUpdate update) {
        return new OnlinePart(List.of(), update, false, false, SessionChange.NONE, null, catalog -> false);
    }

    /** The same part, in a session that is changed for it. */
    public OnlinePart in(SessionChange change) {
        return new OnlinePart(statements, update, inTransaction, waitsAside, change, leftover, isDone);
    }

    /** The same part, where a failure leaves something. */
    public OnlinePart leaving(Leftover remains) {
        return new OnlinePart(statements, update, inTransaction, waitsAside, session, remains, isDone);
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
    }
}
