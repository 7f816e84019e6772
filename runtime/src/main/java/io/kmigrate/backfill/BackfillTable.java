package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.Checkpoint.Owner;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Where checkpoints are stored: one row a backfill, beside the history. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillTable {
    private final TableName name;
    private final Dialect dialect;

    public BackfillTable(TableName name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    public TableName name() {
        return name;
    }

    /** The operation that makes the table. */
    public CreateTable creation() {
        return CheckpointColumns.creation(name, dialect);
    }

    public boolean exists(Connection connection) {
        return stored().exists(connection);
    }

    /** Makes the table unless it is there. */
    public void ensure(Connection connection) throws SQLException {
        stored().ensure(connection);
    }

    private StoredRows stored() {
        return new StoredRows(creation().table(), dialect);
    }

    /** Adds the row of a backfill that begins, and finds it again. */
    public Checkpoint add(Connection connection, Owner owner, Backfill backfill, BackfillState state)
            throws SQLException {
        return add(connection, owner, backfill, state, null);
    }

    /**
     * The same for one that ends at a key.
     *
     * @param endKey the last key that is to be done, as a checkpoint writes it; null: there is no end
     */
    public Checkpoint add(
            Connection connection, Owner owner, Backfill backfill, BackfillState state, @Nullable String endKey)
            throws SQLException {
        Map<String, @Nullable Object> row = CheckpointColumns.row(owner, digest(backfill), state);
        row.put(CheckpointColumns.END_KEY, endKey);
        stored().add(connection, row);
        return find(connection, owner)
                .orElseThrow(() -> new SQLException("the row just added to " + name + " is gone"));
    }

    /** Adds a range behind the key of a backfill up to another, for a worker. */
    Checkpoint addRange(Connection connection, Checkpoint whole, List<Object> end) throws SQLException {
        addRange(connection, whole, whole.key(), KeyText.write(end));
        return ranges(connection, whole).stream()
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new SQLException("the row just added to " + name + " is gone"));
    }

    private void addRange(Connection connection, Checkpoint whole, @Nullable String after, String end)
            throws SQLException {
        Map<String, @Nullable Object> row = CheckpointColumns.row(whole.owner(), whole.work(), BackfillState.RUNNING);
        row.put("key_columns", whole.keyColumns());
        row.put("last_key", after);
        row.put("pass", whole.pass());
        row.put(CheckpointColumns.RANGE_OF, whole.id());
        row.put(CheckpointColumns.END_KEY, end);
        stored().add(connection, row);
    }

    /**
     * Adds what takes a part of a backfill back: its undo ends at the key that it came to. Where workers stopped inside
     * of ranges, the undo has a range for each stretch that is done, and nothing besides.
     *
     * @param part what is done, not all of it
     * @param backfill the undo
     */
    public Checkpoint addUndo(Connection connection, Owner owner, Checkpoint part, Backfill backfill)
            throws SQLException {
        List<Checkpoint> begun = ranges(connection, part);
        if (part.key() == null) {
            return add(connection, owner, backfill, BackfillState.DONE, null);
        }
        Checkpoint undo = add(connection, owner, backfill, BackfillState.RUNNING, part.key());
        if (begun.isEmpty()) {
            return undo;
        }
        Checkpoint all = undo.upTo(part);
        move(connection, undo, all);
        String done = null;
        for (Checkpoint range : begun) {
            addStretch(connection, all, done, range.key());
            done = range.endKey();
        }
        addStretch(connection, all, done, part.key());
        return all;
    }

    private void addStretch(Connection connection, Checkpoint undo, @Nullable String after, @Nullable String end)
            throws SQLException {
        if (end != null && !end.equals(after)) {
            addRange(connection, undo, after, end);
        }
    }

    /** What a backfill does, in a form that can be compared. */
    static String digest(Backfill backfill) {
        try {
            byte[] text = OperationDescription.of(backfill).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** The row of an operation; the newest, where it ran before. */
    public Optional<Checkpoint> find(Connection connection, Owner owner) throws SQLException {
        return read(connection).stream()
                .filter(found -> found.owner().equals(owner))
                .reduce((older, newer) -> newer);
    }

    /** The row with an id, as it is now. */
    Optional<Checkpoint> find(Connection connection, long id) throws SQLException {
        return all(connection).stream().filter(found -> found.id() == id).findFirst();
    }

    /** All backfills, the oldest first, without the ranges of workers. The table must be there. */
    public List<Checkpoint> read(Connection connection) throws SQLException {
        return all(connection).stream().filter(row -> row.rangeOf() == null).toList();
    }

    /** The ranges of a backfill that workers have begun, the oldest first. */
    public List<Checkpoint> ranges(Connection connection, Checkpoint whole) throws SQLException {
        return all(connection).stream()
                .filter(row -> Objects.equals(row.rangeOf(), whole.id()))
                .toList();
    }

    /** How many rows were gone through, in all ranges. */
    public long rows(Connection connection, Checkpoint whole) throws SQLException {
        return all(connection).stream()
                .filter(row -> row.whole() == whole.id())
                .mapToLong(Checkpoint::rows)
                .sum();
    }

    /** How all backfills stand, the oldest first, with what workers have done of ranges. */
    public List<Checkpoint> readWhole(Connection connection) throws SQLException {
        Map<Long, Checkpoint> found = new LinkedHashMap<>();
        for (Checkpoint row : all(connection)) {
            Long whole = row.whole();
            found.merge(whole, row, Checkpoint::with);
        }
        return List.copyOf(found.values());
    }

    private List<Checkpoint> all(Connection connection) throws SQLException {
        List<Checkpoint> rows = new ArrayList<>();
        String sql = "SELECT " + dialect.names().list(CheckpointColumns.ALL) + " FROM " + quoted() + " ORDER BY "
                + dialect.names().quote("id");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(CheckpointColumns.checkpoint(row));
            }
        }
        return rows;
    }

    /**
     * Writes how far a backfill has come, unless somebody else has moved it.
     *
     * @param before as it was read or written last
     * @return false where it is not so any more, and nothing was written
     */
    public boolean move(Connection connection, Checkpoint before, Checkpoint after) throws SQLException {
        String sql = "UPDATE " + quoted() + " SET "
                + CheckpointColumns.MOVED.stream().map(this::set).collect(Collectors.joining(", ")) + " WHERE "
                + set("id") + " AND " + set("batches") + " AND " + set("state");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            CheckpointColumns.fill(statement, after);
            int next = CheckpointColumns.MOVED.size();
            statement.setLong(next + 1, before.id());
            statement.setLong(next + 2, before.batch());
            statement.setString(next + 3, before.state().text());
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Keeps a runner that may be at a backfill from committing more of it. Statements that read nothing first wait for
     * its batch, also where a transaction sees what was before it. The ranges come before and after the whole, which
     * hands them out.
     */
    public void cancel(Connection connection, Checkpoint row, String why) throws SQLException {
        stopRanges(connection, row);
        String batches = dialect.names().quote("batches");
        String sql =
                "UPDATE " + quoted() + " SET " + set("state") + ", " + set("note") + ", " + batches + " = " + batches
                        + " + 1 WHERE " + set("id") + " AND " + dialect.names().quote("state") + " <> ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, BackfillState.CANCELLED.text());
            statement.setString(2, why);
            statement.setLong(3, row.id());
            statement.setString(4, BackfillState.DONE.text());
            statement.executeUpdate();
        }
        stopRanges(connection, row);
    }

    private void stopRanges(Connection connection, Checkpoint whole) throws SQLException {
        String batches = dialect.names().quote("batches");
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + quoted() + " SET " + batches + " = "
                + batches + " + 1 WHERE " + set(CheckpointColumns.RANGE_OF))) {
            statement.setLong(1, whole.id());
            statement.executeUpdate();
        }
    }

    /** Removes a row, with the ranges of workers. */
    public void remove(Connection connection, Checkpoint row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM " + quoted() + " WHERE " + set("id") + " OR " + set(CheckpointColumns.RANGE_OF))) {
            statement.setLong(1, row.id());
            statement.setLong(2, row.id());
            statement.executeUpdate();
        }
    }

    /** Removes the row of a range by its key alone: other workers write theirs meanwhile. */
    void removeRange(Connection connection, Checkpoint range) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + quoted() + " WHERE " + set("id"))) {
            statement.setLong(1, range.id());
            statement.executeUpdate();
        }
    }

    private String set(String column) {
        return dialect.names().quote(column) + " = ?";
    }

    private String quoted() {
        return dialect.names().quote(name);
    }
}
