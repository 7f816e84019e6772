package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Names;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** How PostgreSQL goes through a table. It uses an index of all key columns for a comparison of rows (15). */
final class PostgresBatches extends BatchSql {
    private static final int COPY_BUFFER = 1 << 16;

    private PostgresBatches() {
        super(Names.standard());
    }

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static BatchSql create() {
        return new PostgresBatches();
    }

    @Override
    protected String compareRows(List<String> key, String strict, String end, List<String> values) {
        return rowComparison(key, end, values);
    }

    /** What the driver reads of money is a number, which does not compare with it. */
    @Override
    public boolean canCompare(Column column) {
        boolean isMoney =
                column.type() instanceof CustomType custom && custom.sql().equalsIgnoreCase("money");
        return super.canCompare(column) && !isMoney;
    }

    @Override
    public boolean hasLoop() {
        return true;
    }

    @Override
    public List<String> loop(Loop loop) {
        return new PostgresLoop(loop, this).statements();
    }

    @Override
    public Optional<String> copyIn(TableName table, List<String> columns) {
        Names names = Names.standard();
        return Optional.of(
                "COPY " + names.quote(table) + " (" + names.list(columns) + ") FROM STDIN WITH (FORMAT csv)");
    }

    @Override
    public void copy(Connection connection, String statement, InputStream rows) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, rows, COPY_BUFFER);
    }

    /** A table that was never analyzed has -1. */
    @Override
    public Optional<String> estimate(TableName table) {
        String name = new PostgresLiterals().render(Names.standard().quote(table));
        return Optional.of("SELECT NULLIF(reltuples, -1)::bigint FROM pg_class WHERE oid = " + name + "::regclass");
    }

    @Override
    public Optional<String> replicaLag() {
        return Optional.of("SELECT COALESCE(MAX(EXTRACT(EPOCH FROM replay_lag)), 0) FROM pg_stat_replication");
    }

    @Override
    public Optional<String> runningSessions() {
        return Optional.of(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend'");
    }

    @Override
    public boolean hasWorkers() {
        return true;
    }
}
