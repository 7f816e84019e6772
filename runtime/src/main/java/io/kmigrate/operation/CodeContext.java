package io.kmigrate.operation;

/** What a {@link CodeBlock} may use while it runs. */
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
