package io.kmigrate.backfill;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.LoadRows;
import io.kmigrate.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done of a backfill inside a transaction: it finds the end of a batch, and changes its rows. A batch may be
 * asked for again, with other ends, where it was rolled back. Not thread-safe.
 */
interface BatchWork extends AutoCloseable {
    /**
     * Looks up what it works with.
     *
     * @param sqlCheck hears the statements of code before they are sent
     * @param keys what bounds the work
     * @throws io.kmigrate.failure.MigrationException where there is no such table, or no key to go by
     */
    static BatchWork of(
            Backfill backfill, Dialect dialect, MigrationConnection connection, Consumer<String> sqlCheck, Keys keys) {
        return backfill.change() instanceof LoadRows load
                ? new FileBatches(backfill, load, dialect, connection)
                : new TableBatches(backfill, dialect, connection, sqlCheck, keys);
    }

    /**
     * Keys that bound the work.
     *
     * @param end the key behind which nothing is done; null: there is no end
     * @param leftOut rows that are passed by
     */
    record Keys(@Nullable List<Object> end, List<List<Object>> leftOut) {
        static final Keys ALL = new Keys(null, List.of());
    }

    /** The table as the catalog has it. */
    static Table table(Backfill backfill, Dialect dialect, MigrationConnection connection) {
        return dialect.introspector()
                .catalog(connection.jdbc())
                .table(backfill.table())
                .orElseThrow(() -> BackfillMessages.missingTable(
                                backfill.name(), backfill.table().toString())
                        .exception());
    }

    /**
     * Where a batch ends.
     *
     * @param key the last of it
     * @param rows that it has, those included that are not to be changed
     */
    record End(List<Object> key, long rows) {}

    /** What a checkpoint says of the key, to notice another one. */
    String key();

    /** Whether the key is one whole number, and a change says how many rows a batch had. */
    default boolean hasStrides() {
        return false;
    }

    /** The last key of a row after {@code after} that is not above {@code most}; empty if no row has such a key. */
    default Optional<List<Object>> lastWithin(@Nullable List<Object> after, List<Object> most) throws SQLException {
        throw new IllegalStateException("no key of whole numbers");
    }

    /** How people are told of a row. */
    String place(List<Object> at);

    /** The statement that was sent last; null where code ran. */
    @Nullable
    String currentSql();

    /** Where a batch behind {@code after} ends; empty where nothing is left. */
    Optional<End> end(@Nullable List<Object> after, int rows) throws SQLException;

    /**
     * Changes the rows of a batch.
     *
     * @return how many
     */
    long change(@Nullable List<Object> after, List<Object> last) throws Exception;

    /**
     * Changes one row.
     *
     * @return how many
     */
    long changeAt(List<Object> at) throws Exception;

    /** Whether rows of a batch still are what they were chosen for. */
    boolean isLeft(@Nullable List<Object> after, List<Object> last) throws SQLException;

    /** Whether there are rows that are to be changed. */
    boolean isLeft() throws SQLException;

    /** About how many rows there are; null where nothing tells. */
    @Nullable
    Long estimate();

    /** Lets go of what it holds. A later call takes it again. */
    @Override
    default void close() {}
}
