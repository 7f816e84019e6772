package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** Pools between Kmigrate and its server, which do not keep a session for one connection. */
@API(status = INTERNAL, since = "0.1")
public final class PoolMessages {
    private static final String ITSELF = "connect to the server itself";

    private PoolMessages() {}

    public static Problem ofTransactions() {
        return Problem.of(
                ErrorCode.TRANSACTION_POOL,
                "a pool gives each transaction another session, as PgBouncer does with pool_mode = transaction",
                new Fix(ITSELF + ", or set pooled = true", ITSELF + ", or call pooled(true) on the builder"));
    }

    /** No setting of ours helps there. */
    public static Problem ofStatements() {
        return Problem.of(
                ErrorCode.TRANSACTION_POOL,
                "a pool gives each statement another session, as PgBouncer does with pool_mode = statement",
                Fix.of(ITSELF + ", or through a pool of sessions or transactions"));
    }

    /** The driver's, which it keeps with a session of the server. */
    public static Problem preparedStatements() {
        return Problem.of(
                ErrorCode.TRANSACTION_POOL,
                "a pool gives each transaction another session, and prepared statements of the driver stayed with one",
                new Fix(
                        ITSELF + ", or set pooled = true and remove prepareThreshold from the URL",
                        ITSELF + ", or call pooled(true) and remove prepareThreshold from the URL"));
    }
}
