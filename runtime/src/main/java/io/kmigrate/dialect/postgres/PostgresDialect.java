package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.DatabaseFailureException;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** PostgreSQL 12 and later. */
public final class PostgresDialect implements Dialect {
    /** Also behind a driver that wraps another, as {@code jdbc:aws-wrapper:postgresql:} does. */
    private static final Pattern URL = Pattern.compile("jdbc:(?:[\\w-]+:)?(?:postgresql|pgsql):.*");

    private static final Set<String> TRANSACTION_STARTS =
            Set.of("now()", "transaction_timestamp()", "CURRENT_TIMESTAMP");

    private static final Set<String> LOCK_FAILURES = Set.of("55P03", "40P01", "40001");

    private static final Capabilities CAPABILITIES = new Capabilities(true, true, true, 63);

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equals("PostgreSQL");
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
    public List<String> render(Operation operation, Catalog before) {
        return operation.accept(new PostgresRenderer(before));
    }

    @Override
    public List<String> split(String sql) {
        return PostgresStatements.split(sql);
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return operation.accept(new TransactionRefusal(name()));
    }

    @Override
    public Catalog catalog(Connection connection) {
        return new PostgresCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return Snapshot.of(new CatalogReader(connection).all(scope), new ObjectReader(connection, scope).all());
    }

    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        return UnsupportedObjects.read(
                connection,
                scope,
                List.of(
                        Question.everything(UnsupportedQuery.of(scope)),
                        new Question("partitions", PartitionQuery.of(scope), Place.AFTER_TABLES),
                        new Question("extensions and types", DefinitionQuery.of(scope), Place.BEFORE_TABLES)));
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new PostgresScratch(connection));
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return PostgresRenderer.sameType(left, right);
    }

    /** "cannot alter type of a column used by a view or rule": so say the servers up to 18. */
    @Override
    public boolean viewsHoldTypes() {
        return true;
    }

    /** Section 9.9.5 of the manual: now() and transaction_timestamp() are CURRENT_TIMESTAMP. */
    @Override
    public boolean sameDefault(ColumnType type, String left, String right) {
        return left.equals(right) || (TRANSACTION_STARTS.contains(left) && TRANSACTION_STARTS.contains(right));
    }

    @Override
    public String clientCommand() {
        return "psql -v ON_ERROR_STOP=1 -f FILE";
    }

    @Override
    public TransactionMarks scriptLimits(Limits limits, boolean inTransaction) {
        Map<String, Duration> values = new LinkedHashMap<>();
        if (limits.lock() != null) {
            values.put("lock_timeout", limits.lock());
        }
        if (limits.statement() != null) {
            values.put("statement_timeout", limits.statement());
        }
        String set = inTransaction ? "SET LOCAL " : "SET ";
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        values.forEach((setting, value) -> {
            before.add(set + setting + " = '" + value.toMillis() + "ms'");
            after.add(set + setting + " = DEFAULT");
        });
        return new TransactionMarks(before, after);
    }

    /** 55P03 is a lock_timeout or NOWAIT, 40P01 a deadlock: appendix A of the manual. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        return LOCK_FAILURES.contains(String.valueOf(failure.getSQLState()));
    }

    @Override
    public String sessionId(Connection connection) throws SQLException {
        return PostgresBlockers.sessionId(connection);
    }

    @Override
    public List<String> blockers(Connection observer, String sessionId) throws SQLException {
        return PostgresBlockers.of(observer, sessionId);
    }

    @Override
    public Session session(Connection connection) {
        try {
            return new PostgresSession(connection, false);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("switch autocommit on", failure);
        }
    }

    @Override
    public Session pooledSession(Connection connection) {
        try {
            return new PostgresSession(connection, true);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("switch autocommit on", failure);
        }
    }

    @Override
    public MigrationLock transactionLock(Connection connection, String versionTable) {
        return new PostgresTransactionLock(connection, versionTable);
    }

    @Override
    public EnclosedSession enclosedSession(Connection connection) {
        return new PostgresEnclosedSession(connection);
    }

    @Override
    public MigrationLock enclosedLock(DataSource shared, String versionTable) {
        try {
            return transactionLock(shared.getConnection(), versionTable);
        } catch (SQLException failure) {
            throw new DatabaseFailureException("take the migration lock", failure);
        }
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new PostgresLock(database, versionTable);
    }
}
