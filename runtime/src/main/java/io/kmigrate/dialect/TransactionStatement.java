package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A statement of a script that changes the transaction it runs in.
 *
 * @param effect what it does to the transaction
 * @param words how the script says it, such as {@code START TRANSACTION}
 * @param savepoint the name of the savepoint, as far as the effect has one; otherwise empty
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TransactionStatement(Effect effect, String words, String savepoint) {
    public TransactionStatement(Effect effect, String words) {
        this(effect, words, "");
    }

    /** What a statement does to the transaction. */
    public enum Effect {
        BEGIN,
        /** Commits it or rolls it back. */
        END,
        SET_SAVEPOINT,
        /** Releases a savepoint, or rolls back to it. */
        USE_SAVEPOINT,
        /** Changes its isolation, or whether statements commit by themselves. */
        CHANGE,
        /** Gives back what the session holds, locks included. */
        DISCARD
    }
}
