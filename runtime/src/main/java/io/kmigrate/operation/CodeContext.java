package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What a {@link CodeBlock} may use while it runs. */
@API(status = STABLE, since = "0.1")
public interface CodeContext {
    /**
     * The migration's own connection, seen as {@code type}: {@code java.sql.Connection} or Exposed's
     * {@code JdbcTransaction}. Neither may be kept after the block; closing, committing and rolling back
     * are the executor's.
     *
     * @throws IllegalArgumentException when there is no such view
     */
    <T> T unwrap(Class<T> type);
}
