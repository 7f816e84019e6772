package io.kmigrate.dialect.oracle;

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
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Oracle 19c and later. Its SQL is held by golden files that were read against the manual; no server is there
 * to test on. DDL commits, so that every operation stands alone. {@code concurrently} is ONLINE, which not every
 * edition has. Plain names in lower case mean the capitals that Oracle stores; see {@code OracleNames}.
 */
public final class OracleDialect implements Dialect {
    private static final Set<Integer> LOCK_FAILURES = Set.of(54, 60, 4021);

    private static final Pattern URL = Pattern.compile("jdbc:(?:[\\w-]+:)?oracle:.*");

    private static final Capabilities CAPABILITIES = new Capabilities(false, true, true, 128);

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("Oracle");
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
        return OracleNames.NAMES;
    }

    @Override
    public Literals literals() {
        return OracleRenderer.LITERALS;
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return operation.accept(new OracleRenderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return OracleStatements.split(sql);
    }

    /** Nothing is refused: DDL ends the transaction it is in. */
    @Override
    public boolean refusesTransaction(Operation operation) {
        return false;
    }

    @Override
    public Catalog catalog(Connection connection) {
        return new OracleCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(new CatalogReader(connection).all(scope), new ObjectReader(connection, scope).all());
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(connection, scope, UnsupportedQuestions.of(scope), OracleNames::written);
    }

    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind != DatabaseEnum.class && kind != DatabaseSchema.class;
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return OracleRenderer.sameType(left, right);
    }

    /** A transaction begins by itself. */
    @Override
    public TransactionMarks transactionMarks(List<Operation> operations) {
        return new TransactionMarks(List.of(), List.of("COMMIT"));
    }

    @Override
    public String clientCommand() {
        return "NLS_LANG=.AL32UTF8 sqlplus -L USER@DATABASE @FILE";
    }

    /** Semicolons, blank lines and ampersands in text are text; dates are read as they are in a run. */
    @Override
    public List<String> scriptHeader() {
        List<String> lines = new ArrayList<>(List.of(
                "WHENEVER SQLERROR EXIT FAILURE ROLLBACK",
                "SET DEFINE OFF",
                "SET SQLBLANKLINES ON",
                "SET SQLTERMINATOR OFF"));
        OracleSession.settings(OracleSession.FORMATS).forEach(setting -> lines.add(scriptStatement(setting)));
        return lines;
    }

    @Override
    public String scriptStatement(String sql) {
        return sql + "\n/";
    }

    @Override
    public TransactionMarks scriptLimits(Limits limits, boolean inTransaction) {
        Long wait = OracleLimits.wait(limits);
        return wait == null
                ? new TransactionMarks(List.of(), List.of())
                : new TransactionMarks(
                        List.of(OracleLimits.statement(wait)), List.of(OracleLimits.statement(OracleLimits.DEFAULT)));
    }

    /** ORA-00054 and ORA-04021 are waits that were too long, ORA-00060 is a deadlock: the error messages. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return LOCK_FAILURES.contains(failure.getErrorCode());
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new OracleSession(connection);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("begin a session", failure);
        }
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new OracleLock(database, versionTable);
    }
}
