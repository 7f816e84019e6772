package io.kmigrate.dialect;

import io.kmigrate.operation.CreateTable;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of a {@link RowLock}. One row says who has the lock until when, and is renewed all the time. Every
 * transaction under the lock writes the other, which keeps still otherwise: a renewal disturbs no transaction.
 */
final class LockTable {
    private static final String LEASE = "lease";
    private static final String FENCE = "fence";
    private static final int TEXT_LENGTH = 255;

    private final TableName name;
    private final Dialect dialect;

    /** @param name with its schema: a script may lead the session to another one */
    LockTable(TableName name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    /**
     * Who has the lock.
     *
     * @param owner empty for nobody
     * @param sinceMillis by the server's clock
     * @param remaining until the server's clock says that the owner is dead
     * @param beats differs after each change
     */
    record Lease(String owner, String holder, long sinceMillis, Duration remaining, long beats) {}

    private Table table() {
        String options = dialect.textTableOptions();
        return Table.of(
                        name,
                        List.of(
                                Column.of("part", new VarcharType(10)),
                                text("owner"),
                                text("holder"),
                                number("since_ms"),
                                number("deadline_ms"),
                                number("beats")),
                        new PrimaryKey(null, List.of("part")))
                .withOptions(options.isEmpty() ? Map.of() : Map.of(dialect.name(), options));
    }

    private static Column text(String column) {
        return Column.of(column, new VarcharType(TEXT_LENGTH));
    }

    private static Column number(String column) {
        return Column.of(column, new IntegerType(64, false));
    }

    private boolean exists(Connection connection) {
        return dialect.introspector().catalog(connection).table(name).isPresent();
    }

    /** Makes the table unless it is there. Another node may do so at the same moment: what counts is that it is there. */
    void make(Connection connection) throws SQLException {
        List<String> creation = dialect.render(new CreateTable(table(), true), Catalog.of(Snapshot.empty()));
        try (Statement statement = connection.createStatement()) {
            for (String sql : creation) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            if (!exists(connection)) {
                throw failed;
            }
        }
    }

    /** The lease; empty before the first owner. */
    Optional<Lease> read(Connection connection) throws SQLException {
        String sql = sql("SELECT {owner}, {holder}, {since_ms}, {deadline_ms} - {now}, {beats} FROM {table}"
                + " WHERE {part} = '" + LEASE + "'");
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Lease(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            Duration.ofMillis(row.getLong(4)),
                            row.getLong(5)))
                    : Optional.empty();
        }
    }

    /** The same; empty also where the table has not been made yet, or not on this node. */
    Optional<Lease> readIfThere(Connection connection) throws SQLException {
        try {
            return read(connection);
        } catch (SQLException failed) {
            return exists(connection) ? read(connection) : Optional.empty();
        }
    }

    /** Adds the rows, for nobody. */
    boolean fill(Connection connection) throws SQLException {
        String sql = sql("INSERT INTO {table} ({part}, {owner}, {holder}, {since_ms}, {deadline_ms}, {beats})"
                + " VALUES (?, '', '', 0, 0, 0)");
        return update(connection, sql, FENCE) && update(connection, sql, LEASE);
    }

    /**
     * Takes both rows, as they are after {@code found} was read. The fence comes first: a transaction of the last owner
     * that is still open holds it, and must not keep that owner from renewing.
     */
    boolean take(Connection connection, Lease found, String owner, String holder, Duration lease) throws SQLException {
        String fence = sql("UPDATE {table} SET {owner} = ?, {beats} = {beats} + 1 WHERE {part} = '" + FENCE + "'");
        String taken = sql("UPDATE {table} SET {owner} = ?, {holder} = ?, {since_ms} = {now},"
                + " {deadline_ms} = {now} + ?, {beats} = {beats} + 1"
                + " WHERE {part} = '" + LEASE + "' AND {beats} = ?");
        String shown = holder.length() <= TEXT_LENGTH ? holder : holder.substring(0, TEXT_LENGTH);
        return update(connection, fence, owner)
                && update(connection, taken, owner, shown, lease.toMillis(), found.beats());
    }

    /** False when the lock is another's. */
    boolean renew(Connection connection, String owner, Duration lease) throws SQLException {
        String sql = sql("UPDATE {table} SET {deadline_ms} = {now} + ?, {beats} = {beats} + 1" + " WHERE {part} = '"
                + LEASE + "' AND {owner} = ?");
        return update(connection, sql, lease.toMillis(), owner);
    }

    /** Ties the open transaction to the owner; false when the lock is another's. */
    boolean fence(Connection connection, String owner) throws SQLException {
        String sql = sql("UPDATE {table} SET {beats} = {beats} + 1 WHERE {part} = '" + FENCE + "' AND {owner} = ?");
        return update(connection, sql, owner);
    }

    /** False when the lock is another's. */
    boolean release(Connection connection, String owner) throws SQLException {
        String sql = sql("UPDATE {table} SET {owner} = '', {beats} = {beats} + 1 WHERE {part} = ? AND {owner} = ?");
        return update(connection, sql, FENCE, owner) && update(connection, sql, LEASE, owner);
    }

    private static boolean update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int place = 0; place < values.length; place++) {
                if (values[place] instanceof Long number) {
                    statement.setLong(place + 1, number);
                } else {
                    statement.setString(place + 1, (String) values[place]);
                }
            }
            return statement.executeUpdate() == 1;
        }
    }

    private String sql(String template) {
        String sql = template.replace("{table}", dialect.names().quote(name))
                .replace("{now}", dialect.locking().milliseconds());
        for (Column column : table().columns()) {
            sql = sql.replace("{" + column.name() + "}", dialect.names().quote(column.name()));
        }
        return sql;
    }
}
