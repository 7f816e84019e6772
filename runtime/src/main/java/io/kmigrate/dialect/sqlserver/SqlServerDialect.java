package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * SQL Server 2019 and later. Its SQL is held by golden files that were read against the manual; no server is
 * there to test on. {@code concurrently} is ONLINE, which not every edition has.
 */
public final class SqlServerDialect implements Dialect {
    /** Also behind a driver that wraps another, as {@code jdbc:aws-wrapper:sqlserver:} does. */
    private static final Pattern URL = Pattern.compile("jdbc:(?:[\\w-]+:)?sqlserver:.*");

    private static final Capabilities CAPABILITIES = new Capabilities(true, true, true, SqlServerRenderer.LONGEST_NAME);

    @Override
    public String name() {
        return "sqlserver";
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("Microsoft SQL Server");
    }

    @Override
    public boolean handlesUrl(String jdbcUrl) {
        return URL.matcher(jdbcUrl).matches();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Names names() {
        return SqlServerRenderer.NAMES;
    }

    @Override
    public Literals literals() {
        return SqlServerRenderer.LITERALS;
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return operation.accept(new SqlServerRenderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return Batches.split(sql);
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return operation instanceof ExecuteSql step
                && split(step.sqlFor(name())).stream().anyMatch(Batches::refusesTransaction);
    }

    @Override
    public Catalog catalog(Connection connection) {
        return new SqlServerCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(new CatalogReader(connection).all(scope), new ObjectReader(connection, scope).all());
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(connection, scope, UnsupportedQuestions.of(scope));
    }

    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind != DatabaseEnum.class;
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return SqlServerRenderer.sameType(left, right);
    }

    @Override
    public TransactionMarks transactionMarks(List<Operation> operations) {
        return new TransactionMarks(List.of("BEGIN TRANSACTION"), List.of("COMMIT TRANSACTION"));
    }

    /** -b stops at an error, -x keeps {@code $(…)} in text as it is, -I is what filtered indexes need. */
    @Override
    public String clientCommand() {
        return "sqlcmd -b -x -I -f 65001 -i FILE";
    }

    @Override
    public List<String> scriptHeader() {
        return List.of("SET XACT_ABORT ON;", "SET QUOTED_IDENTIFIER ON;", "GO");
    }

    /** Each statement is a batch: variables end with it, and later ones see what it made. */
    @Override
    public String scriptStatement(String sql) {
        return sql + (sql.endsWith(";") ? "" : ";") + "\nGO";
    }

    @Override
    public TransactionMarks scriptLimits(Limits limits, boolean inTransaction) {
        Long wait = SqlServerLimits.wait(limits);
        return wait == null
                ? new TransactionMarks(List.of(), List.of())
                : new TransactionMarks(
                        List.of(SqlServerLimits.statement(wait)),
                        List.of(SqlServerLimits.statement(SqlServerLimits.FOR_EVER)));
    }

    /** 1222 is a wait that was too long, 1205 a deadlock: sys.messages. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return failure.getErrorCode() == 1222 || failure.getErrorCode() == 1205;
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new SqlServerSession(connection);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("begin a session", failure);
        }
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new SqlServerLock(database, versionTable);
    }
}
