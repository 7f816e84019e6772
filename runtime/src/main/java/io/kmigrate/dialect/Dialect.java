package io.kmigrate.dialect;

import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One kind of database. To implement: extend {@link SqlRenderer}, read the catalog, and name the class in
 * {@code META-INF/services/io.kmigrate.dialect.Dialect}; then let the dialect contract in the tests run
 * against it. Stateless and thread-safe.
 */
public interface Dialect {
    /** The name used in settings and messages, such as {@code postgresql}. */
    String name();

    /** Whether this is the dialect for what {@code DatabaseMetaData.getDatabaseProductName} says. */
    boolean handlesProduct(String productName);

    /** Whether this is the dialect for the database that a driver describes so. */
    default boolean handles(DatabaseMetaData database) throws SQLException {
        return handlesProduct(database.getDatabaseProductName());
    }

    /** Whether this is the dialect for a JDBC URL. */
    boolean handlesUrl(String jdbcUrl);

    Capabilities capabilities();

    /** How this database quotes names. */
    default Names names() {
        return Names.standard();
    }

    /** How this database writes values. */
    default Literals literals() {
        return new Literals();
    }

    /**
     * The statements that carry out {@code operation}, in order, without semicolons.
     *
     * @param before the schema as it is just before; read only where a statement must restate something
     * @throws UnsupportedOperationByDialectException where this database cannot do it
     */
    List<String> render(Operation operation, Catalog before);

    /**
     * Whether {@code next} is done together with the operations just before it: where one pass over a table
     * is enough for several of its changes. The database must have transactional DDL and savepoints.
     */
    default boolean joins(List<Operation> together, Operation next) {
        return false;
    }

    /**
     * The statements for several operations that join.
     *
     * @param before the schema before the first of them
     */
    default List<String> render(List<Operation> together, Catalog before) {
        return together.stream()
                .flatMap(operation -> render(operation, before).stream())
                .toList();
    }

    /**
     * Whether a revision with {@code operation} may share a transaction with its neighbours where a database is made
     * from nothing: it takes no time without rows, and needs nothing said before its transaction begins. For databases
     * where one transaction holds up nobody but other writers; they must have transactional DDL and savepoints.
     */
    default boolean sharesCommit(Operation operation) {
        return false;
    }

    /** Splits a user's SQL into what the driver accepts in one call. */
    List<String> split(String sql);

    /** True for an operation that this database refuses inside a transaction. */
    boolean refusesTransaction(Operation operation);

    /** The live catalog behind {@code connection}; reads lazily and sees what the transaction did. */
    Catalog catalog(Connection connection);

    /** The schema that the connection starts in, and the names of the other schemas. */
    default Snapshot introspect(Connection connection) throws SQLException {
        return introspect(connection, SchemaScope.OWN);
    }

    /**
     * The tables, sequences, enumerations, views and programs of a schema. All names are as the connection
     * needs them: with the schema, where it starts in another one. With its own schema come the names of the
     * others. What belongs to the system or to an extension is left out.
     */
    Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException;

    /**
     * A schema as a script that makes it anew should say it: with what no comparison asks about, such as options of
     * tables, and without what the database decided by itself, such as a name that nobody gave.
     *
     * @param introspected what {@link #introspect} read, maybe with other schemas, which stay as they are
     */
    default Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        return introspected;
    }

    /** What else is in such a schema: it is not compared, only named. */
    UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope);

    /** What of it {@link #baseline} has no words for either. */
    default UnsupportedObjects notInBaseline(Connection connection, SchemaScope scope) throws SQLException {
        return unsupportedObjects(connection, scope);
    }

    /** An empty schema to try things out in; empty where there is no way that leaves no trace. */
    default Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** False for a kind of object that this database does not keep under a name of its own. */
    default boolean keeps(Class<? extends SchemaObject> kind) {
        return true;
    }

    /**
     * Whether two types are one to this database: {@code boolean} and {@code int8} are where there is no
     * boolean.
     */
    boolean sameType(ColumnType left, ColumnType right);

    /** Whether two actions of a foreign key are one to this database. */
    default boolean sameAction(ReferenceAction left, ReferenceAction right) {
        return left == right;
    }

    /**
     * An expression in one of the spellings that the catalog keeps apart: without quotes that say nothing and
     * so on. A database that spells expressions in its own way needs none.
     */
    default String plain(String expression) {
        return expression;
    }

    /** Whether two expressions give a column of that type the same default, as two names of one moment do. */
    default boolean sameDefault(ColumnType type, String left, String right) {
        return plain(left).equals(plain(right));
    }

    /** Whether a column that numbers rows as {@code live} says needs nothing to be as {@code wanted} says. */
    default boolean sameIdentity(@Nullable Identity live, @Nullable Identity wanted) {
        return Identity.same(live, wanted);
    }

    /** False where a unique constraint and a unique index over plain columns are one and the same. */
    default boolean tellsUniqueConstraints() {
        return true;
    }

    /** True where the type of a column cannot be changed, not even to a wider one, as long as a view reads it. */
    default boolean viewsHoldTypes() {
        return false;
    }

    /** How a transaction fit for {@code operations} is written in a script for the database's own client. */
    default TransactionMarks transactionMarks(List<Operation> operations) {
        return TransactionMarks.standard();
    }

    /**
     * How the database's own client runs a script so that it stops at the first error, such as
     * {@code psql -v ON_ERROR_STOP=1 -f FILE}; empty when we know of none.
     */
    default String clientCommand() {
        return "";
    }

    /**
     * Statements of such a script before and after those that are to be limited.
     *
     * @throws UnsupportedOperationByDialectException where a script cannot limit what it runs
     */
    default TransactionMarks scriptLimits(Limits limits, boolean inTransaction) {
        if (limits.equals(Limits.NONE)) {
            return new TransactionMarks(List.of(), List.of());
        }
        throw new UnsupportedOperationByDialectException(
                name(),
                "limit how long the statements of SQL text take",
                "leave the timeouts out, or run without --sql");
    }

    /** What that client must be told before the first statement of a script, a line each. */
    default List<String> scriptHeader() {
        return List.of();
    }

    /** A statement of such a script, with what makes the client run it. */
    default String scriptStatement(String sql) {
        return sql + ";";
    }

    /**
     * Whether a statement failed because others held a lock: it may succeed later. The default knows the
     * standard's SQLSTATEs for a transaction that was rolled back to end a deadlock.
     */
    default boolean isLockFailure(SQLException failure) {
        return "40001".equals(failure.getSQLState());
    }

    /** What {@link #blockers} knows the session of a connection by; empty where it cannot tell. */
    default String sessionId(Connection connection) throws SQLException {
        return "";
    }

    /**
     * Who holds what a session waits for, a line each: process, application, its statement, since when.
     *
     * @param observer another connection than the one that waits
     */
    default List<String> blockers(Connection observer, String sessionId) throws SQLException {
        return List.of();
    }

    /** Transaction control for one run. */
    Session session(Connection connection);

    /**
     * The lock for one version table.
     *
     * @param database gives the connection that holds the lock, closed with the lock
     * @param versionTable keeps apart migrators of one database that have nothing to do with each other
     */
    MigrationLock lock(DataSource database, String versionTable);

    /**
     * Transaction control for a run behind a pool that gives every transaction another session of the server,
     * as PgBouncer does in transaction pooling: nothing is set beyond a transaction's end.
     *
     * @throws UnsupportedOperationByDialectException where {@link #transactionLock} is not to be had
     */
    default Session pooledSession(Connection connection) {
        throw noPool();
    }

    /**
     * The same lock as {@link #lock}, but held by the transaction that is open on {@code connection}, and
     * given back by its end.
     *
     * @throws UnsupportedOperationByDialectException where no lock falls with a transaction
     */
    default MigrationLock transactionLock(Connection connection, String versionTable) {
        throw noPool();
    }

    /**
     * Transaction control for a run inside a transaction of the application's, which goes on after it.
     *
     * @throws UnsupportedOperationByDialectException where changes of a schema end that transaction, or nobody
     *     has tried it
     */
    default EnclosedSession enclosedSession(Connection connection) throws SQLException {
        throw notEnclosed();
    }

    /**
     * The same lock as {@link #lock}, for a run inside a transaction of the application's: held to its end
     * where a lock can be.
     *
     * @param shared gives the connection of that transaction
     * @throws UnsupportedOperationByDialectException as {@link #enclosedSession}
     */
    default MigrationLock enclosedLock(DataSource shared, String versionTable) {
        throw notEnclosed();
    }

    /** Whether {@link #lock} works on the connection that migrates, where there is no other. */
    default boolean locksOnSameConnection() {
        return true;
    }

    private UnsupportedOperationByDialectException notEnclosed() {
        return new UnsupportedOperationByDialectException(
                name(),
                "run migrations inside a transaction of the application's",
                "give the migrator a connection in autocommit mode, or a dataSource");
    }

    private UnsupportedOperationByDialectException noPool() {
        return new UnsupportedOperationByDialectException(
                name(), "keep migrators apart with pooled = true", "leave out pooled, which is for PostgreSQL alone");
    }
}
