package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Capabilities;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.EnclosedSession;
import io.kmigrate.dialect.MemoryScratch;
import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.Session;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.LoadCsv;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * SQLite 3.35 and later. Comments on tables and columns are not kept, as SQLite has none: they make no SQL,
 * so that one script runs on every database. {@code concurrently} is not heeded, as there is one writer.
 */
public final class SqliteDialect implements Dialect {
    static final String NAME = "sqlite";

    /** SQLite has no limit of its own but that of a statement. */
    private static final int MAXIMUM_NAME_LENGTH = 1000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean handlesProduct(String productName) {
        return productName.equalsIgnoreCase("SQLite");
    }

    @Override
    public boolean handlesUrl(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:sqlite:");
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false, MAXIMUM_NAME_LENGTH);
    }

    @Override
    public List<String> render(Operation operation, Catalog before) {
        return operation.accept(new SqliteRenderer(before));
    }

    /** Neighbouring changes of one table share one rebuild of it, or are made with it. */
    @Override
    public boolean joins(List<Operation> together, Operation next) {
        return NewTable.joins(together, next) || SharedRebuild.joins(together, next);
    }

    @Override
    public List<String> render(List<Operation> together, Catalog before) {
        if (NewTable.isFirst(together)) {
            return NewTable.operations(together).stream()
                    .flatMap(operation -> render(operation, before).stream())
                    .toList();
        }
        RebuildCheck mayRebuild = new RebuildCheck();
        boolean rebuilds = together.stream().anyMatch(operation -> operation.accept(mayRebuild));
        return rebuilds && together.size() > 1
                ? SharedRebuild.statements(together, before)
                : Dialect.super.render(together, before);
    }

    @Override
    public boolean sharesCommit(Operation operation) {
        return !operation.accept(new OpenEnded()) && !operation.accept(new RebuildCheck());
    }

    @Override
    public List<String> split(String sql) {
        return StatementSplitter.split(sql);
    }

    @Override
    public boolean refusesTransaction(Operation operation) {
        return operation instanceof ExecuteSql sql
                && split(sql.sqlFor(NAME)).stream().anyMatch(SqliteDialect::refusesTransaction);
    }

    private static boolean refusesTransaction(String statement) {
        List<Token> tokens = Tokenizer.of(statement);
        Token first = tokens.get(0);
        return first.is("vacuum")
                || first.is("attach")
                || first.is("detach")
                || (first.is("pragma") && tokens.stream().anyMatch(token -> token.is("journal_mode")));
    }

    @Override
    public Catalog catalog(Connection connection) {
        return new SqliteCatalog(connection);
    }

    @Override
    public Snapshot introspect(Connection connection, SchemaScope scope) throws SQLException {
        return !scope.isOwn() ? Snapshot.empty() : new Introspector(MasterTable.read(connection)).snapshot();
    }

    @Override
    public Snapshot baseline(Connection connection, SchemaScope scope, Snapshot introspected) throws SQLException {
        return scope.isOwn() ? BaselineTables.of(MasterTable.read(connection), introspected) : introspected;
    }

    /** The tables that a virtual one keeps behind it go with it. */
    @Override
    public UnsupportedObjects unsupportedObjects(Connection connection, SchemaScope scope) {
        String virtual =
                "SELECT 'virtual table', name, name, sql, 'DROP TABLE \"' || replace(name, '\"', '\"\"') || '\"'"
                        + " FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE %' ORDER BY name";
        return UnsupportedObjects.read(
                connection, SchemaScope.OWN, List.of(new Question("virtual tables", virtual, Place.AFTER_TABLES)));
    }

    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind == View.class || kind == StoredProgram.class;
    }

    @Override
    public Optional<Scratch> scratch(Connection connection) throws SQLException {
        return Optional.of(new MemoryScratch("jdbc:sqlite::memory:"));
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return SqliteTypes.same(left, right);
    }

    /** SQLite keeps texts as they were written, but for names that a rename put into quotes. */
    @Override
    public String plain(String expression) {
        return Tokenizer.of(Parentheses.strip(expression)).stream()
                .map(token -> token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED_NAME
                        ? token.name().toLowerCase(Locale.ROOT)
                        : token.text())
                .collect(Collectors.joining(" "));
    }

    /**
     * INTEGER PRIMARY KEY numbers rows by itself, with AUTOINCREMENT or without: it fits what is to be numbered,
     * and does no harm to what gives its own numbers.
     */
    @Override
    public boolean sameIdentity(@Nullable Identity live, @Nullable Identity wanted) {
        return wanted == null || Identity.same(live, wanted);
    }

    /** A client's foreign keys stay off after a rebuild: that is how the sqlite3 client starts. */
    @Override
    public TransactionMarks transactionMarks(List<Operation> operations) {
        RebuildCheck mayRebuild = new RebuildCheck();
        boolean rebuilds = operations.stream().anyMatch(operation -> operation.accept(mayRebuild));
        List<String> before =
                rebuilds ? List.of("PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE") : List.of("BEGIN IMMEDIATE");
        return new TransactionMarks(before, List.of("COMMIT"));
    }

    @Override
    public String clientCommand() {
        return "sqlite3 -bail DATABASE < FILE";
    }

    /** SQLITE_BUSY and SQLITE_LOCKED, with what more their upper bits may say. */
    @Override
    public boolean isLockFailure(SQLException failure) {
        int primary = failure.getErrorCode() & 0xff;
        return primary == 5 || primary == 6;
    }

    @Override
    public Session session(Connection connection) {
        return new SqliteSession(connection);
    }

    @Override
    public EnclosedSession enclosedSession(Connection connection) throws SQLException {
        return new SqliteEnclosedSession(connection);
    }

    /** Beyond the run, whoever writes has the database to itself until the transaction ends. */
    @Override
    public MigrationLock enclosedLock(DataSource shared, String versionTable) {
        return lock(shared, versionTable);
    }

    @Override
    public MigrationLock lock(DataSource database, String versionTable) {
        return new LockFile(database, versionTable);
    }

    /** Whether an operation takes as long as its rows or its own words do. */
    private static final class OpenEnded implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return false;
        }

        @Override
        public Boolean bulkInsert(BulkInsert operation) {
            return true;
        }

        @Override
        public Boolean loadCsv(LoadCsv operation) {
            return true;
        }

        @Override
        public Boolean executeSql(ExecuteSql operation) {
            return true;
        }

        @Override
        public Boolean runCode(RunCode operation) {
            return true;
        }
    }
}
