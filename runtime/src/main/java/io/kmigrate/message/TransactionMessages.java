package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** SQL of a script that would move the transaction it runs in. */
@API(status = INTERNAL, since = "0.1")
public final class TransactionMessages {
    private static final String WAYS_OUT =
            "leave it out, with the BEGIN or COMMIT that belongs to it; or set transactional = false in the script";

    private TransactionMessages() {}

    /** {@code words}: such as {@code COMMIT}. {@code line}: of the text. {@code text}: its name. */
    public static Problem begins(String words, int line, String text) {
        return refused("begins a transaction inside that of its revision", words, line, text, WAYS_OUT);
    }

    public static Problem ends(String words, int line, String text) {
        return refused("ends the transaction of its revision", words, line, text, WAYS_OUT);
    }

    public static Problem usesSavepoint(String words, int line, String text) {
        return refused(
                "uses a savepoint that its revision did not set",
                words,
                line,
                text,
                "set the savepoint in the same revision before, or leave the statement out");
    }

    public static Problem changes(String words, int line, String text) {
        return refused("changes the transaction of its revision", words, line, text, WAYS_OUT);
    }

    public static Problem discards(String words, int line, String text) {
        return refused(
                "discards what the session holds, the migration lock included",
                words,
                line,
                text,
                "leave it out: Kmigrate restores the session's settings after each revision");
    }

    public static Problem leavesOpen(String words, int line, String text) {
        return refused("leaves a transaction open", words, line, text, "end it with COMMIT in the same text");
    }

    /** What an operation did that its text does not show. */
    public static Problem moved() {
        return Problem.of(
                ErrorCode.TRANSACTION_CONTROL,
                "this operation ended the transaction of its revision",
                new Fix(
                        "take what commits or rolls back out of the operation, or set transactional = false in the script",
                        "take what commits or rolls back out of the operation, or make the migration not transactional"));
    }

    private static Problem refused(String what, String words, int line, String text, String fix) {
        String place = line == 1 ? "" : ", in line %d of %s".formatted(line, text);
        return Problem.of(
                ErrorCode.TRANSACTION_CONTROL, "SQL of the script %s: %s%s".formatted(what, words, place), fix);
    }
}
