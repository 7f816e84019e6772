package io.kmigrate.sql;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LiveTables;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one statement of SQL text by its first words: what it does to a table becomes the operation that a script would
 * say it with, so that the same rules judge both. It passes over what no rule asks about, such as storage parameters.
 */
final class StatementReader {
    private static final int SHOWN_WORDS = 4;

    /** A longer name would be cut where the database makes it. */
    private static final int LONGEST_NAME = 63;

    private final SqlTokens sql;
    private final Reading reading;
    private final Map<String, SqlTokens> queries;
    private @Nullable String program;

    /** By its gist, as rules need it. */
    StatementReader(String statement, Dialect dialect) {
        this(statement, Reading.forRules(dialect));
    }

    StatementReader(String statement, Reading reading) {
        this(reading.tokens(statement), reading, Map.of());
    }

    /** @param queries those that WITH names around the statement */
    private StatementReader(SqlTokens sql, Reading reading, Map<String, SqlTokens> queries) {
        this.sql = sql;
        this.reading = reading;
        this.queries = queries;
    }

    static SqlAction unknown(String what) {
        return new SqlAction(Kind.UNKNOWN, null, false, what);
    }

    /** Whether what was read keeps each word of the statement. */
    boolean isWhole() {
        return sql.isWhole();
    }

    SqlStatement read() {
        boolean isOnline = sql.contains("LOCK = NONE") || sql.contains("ALGORITHM = INSTANT");
        return statement().asOnline(isOnline);
    }

    private SqlStatement statement() {
        String head = sql.head(SHOWN_WORDS);
        if (sql.isEnd()) {
            return SqlStatement.HARMLESS;
        }
        if (reading.isExact()) {
            Optional<Operation> object = new ObjectReader(sql, reading).read();
            if (object.isPresent()) {
                sql.rest();
                return SqlStatement.of(object.get());
            }
        }
        if (sql.accept("CREATE")) {
            return create(head);
        }
        if (sql.accept("DROP")) {
            return drop(head);
        }
        if (sql.accept("ALTER")) {
            return alter(head);
        }
        return other(head);
    }

    private static SqlStatement action(Kind kind, @Nullable TableName table, boolean isOnline, String head) {
        return SqlStatement.of(new SqlAction(kind, table, isOnline, head));
    }

    private SqlStatement create(String head) {
        boolean orReplace = sql.accept("OR REPLACE");
        sql.pass("OR ALTER");
        if (!reading.isExact() && sql.seesAny("DEFINER", "ALGORITHM", "SQL SECURITY")) {
            sql.before("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "VIEW");
        }
        boolean isTemporary = sql.acceptAny("TEMPORARY", "TEMP", "GLOBAL TEMPORARY", "LOCAL TEMPORARY");
        sql.pass("UNLOGGED");
        // H2's kinds of tables, of which the first is the usual one.
        sql.accept("CACHED");
        sql.pass("MEMORY");
        if (sql.accept("TABLE")) {
            return isTemporary ? SqlStatement.HARMLESS : createTable(head);
        }
        boolean unique = sql.accept("UNIQUE");
        String method = sql.accept("FULLTEXT") ? "fulltext" : sql.accept("SPATIAL") ? "spatial" : null;
        sql.accept("NONCLUSTERED");
        sql.pass("CLUSTERED");
        sql.pass("BITMAP");
        if (sql.accept("INDEX")) {
            return createIndex(unique, method);
        }
        if (sql.sees("VIEW") || sql.sees("MATERIALIZED VIEW")) {
            return createView(orReplace);
        }
        if (sql.acceptAny("FUNCTION", "PROCEDURE")) {
            sql.accept("IF NOT EXISTS");
            program = sql.table().name();
            return SqlStatement.HARMLESS;
        }
        return sql.sees("DOMAIN") ? domain(head, "CHECK") : catalog(head);
    }

    private SqlStatement domain(String head, String word) {
        return sql.has(word) ? action(Kind.DOMAIN_CONSTRAINT, null, false, head) : SqlStatement.HARMLESS;
    }

    private SqlStatement createTable(String head) {
        boolean ifNotExists = sql.accept("IF NOT EXISTS");
        TableName name = sql.table();
        boolean isPartition = sql.sees("PARTITION OF");
        TableText table = new TableText(sql, reading);
        CreateTable create = new CreateTable(table.read(name), ifNotExists);
        List<Operation> operations = new ArrayList<>(List.of(create));
        table.indexes().forEach(index -> operations.add(new CreateIndex(name, index, ifNotExists, false)));
        List<SqlAction> actions = new ArrayList<>();
        if (table.hasColumnReference()) {
            actions.add(new SqlAction(Kind.COLUMN_REFERENCE, name, false, head));
        }
        if (isPartition) {
            sql.skip();
        }
        return new SqlStatement(reading.isExact() ? operations : List.of(create), actions);
    }

    private SqlStatement createIndex(boolean unique, @Nullable String kind) {
        boolean concurrently = sql.accept("CONCURRENTLY");
        boolean ifNotExists = sql.accept("IF NOT EXISTS");
        String name = sql.sees("ON") ? "" : sql.name();
        String method = kind;
        if (sql.sees("USING")) {
            method = IndexText.method(sql);
        }
        sql.accept("ON");
        sql.accept("ONLY");
        TableName table = sql.table();
        if (sql.sees("USING")) {
            method = IndexText.method(sql);
        }
        Index index = named(new IndexText(sql, reading).read(name, unique, method), table);
        boolean isOnline = concurrently || sql.contains("ONLINE = ON") || sql.has("ONLINE") || sql.has("LOCK = NONE");
        return SqlStatement.of(new CreateIndex(table, index, ifNotExists, isOnline));
    }

    /** An index that has no name gets the one that the database would give it, where that is known. */
    private Index named(Index index, TableName table) {
        if (!index.name().isEmpty() || !reading.isExact()) {
            return index;
        }
        List<String> parts = new ArrayList<>(List.of(table.name()));
        index.columns().forEach(column -> parts.add(column.text()));
        parts.add("idx");
        String name = String.join("_", parts);
        boolean isFree = reading.tables().tables().stream()
                .allMatch(other -> other.index(name).isEmpty());
        boolean isPlain = index.columns().stream().noneMatch(IndexColumn::expression);
        if (!reading.grammar().namesIndexesByColumns() || !isPlain || !isFree || name.length() > LONGEST_NAME) {
            sql.leaveOut();
            return index;
        }
        return index.withName(name);
    }

    private SqlStatement createView(boolean orReplace) {
        boolean materialized = sql.accept("MATERIALIZED");
        sql.accept("VIEW");
        sql.pass("IF NOT EXISTS");
        TableName name = sql.table();
        if (!sql.sees("AS")) {
            sql.leaveOut();
        }
        sql.until("AS");
        sql.accept("AS");
        boolean replaces = orReplace && reading.isExact();
        return SqlStatement.of(new CreateView(new View(name, sql.text(), materialized), replaces));
    }

    private SqlStatement drop(String head) {
        if (sql.accept("TABLE")) {
            boolean ifExists = sql.accept("IF EXISTS");
            List<Operation> drops = new ArrayList<>();
            for (SqlTokens part : sql.parts()) {
                DropTable drop = new DropTable(part.table(), ifExists);
                drops.addAll(cascade(part, drop.table()));
                drops.add(drop);
            }
            return new SqlStatement(drops, List.of());
        }
        if (sql.accept("INDEX")) {
            return dropIndex();
        }
        if (sql.accept("DATABASE")) {
            return action(Kind.DROP_ALL, null, false, head);
        }
        if (sql.accept("OWNED")) {
            return action(Kind.DROP_ALL, LiveTables.EVERY, false, head);
        }
        if (sql.accept("SCHEMA")) {
            boolean ifExists = sql.accept("IF EXISTS");
            return SqlStatement.of(new DropSchema(sql.name(), ifExists));
        }
        if (sql.accept("SEQUENCE")) {
            boolean ifExists = sql.accept("IF EXISTS");
            return SqlStatement.of(new DropSequence(sql.table(), ifExists));
        }
        if (reading.isExact() && (sql.sees("VIEW") || sql.sees("MATERIALIZED VIEW"))) {
            boolean materialized = sql.accept("MATERIALIZED");
            sql.accept("VIEW");
            boolean ifExists = sql.accept("IF EXISTS");
            return SqlStatement.of(new DropView(sql.table(), materialized, ifExists));
        }
        return catalog(head);
    }

    /** What a word for all that hangs on a table drops before it, where that is known. */
    private List<Operation> cascade(SqlTokens part, TableName dropped) {
        part.acceptAny("RESTRICT", "PURGE");
        List<Operation> drops = new ArrayList<>();
        for (Table table : reading.tables().tables()) {
            for (ForeignKey key : ImpliedNames.given(table).foreignKeys()) {
                if (key.referencedTable().equals(dropped) && !table.name().equals(dropped)) {
                    drops.add(new DropConstraint(table.name(), String.valueOf(key.name()), false));
                }
            }
        }
        boolean isKnown = !reading.tables().isUncertain()
                && reading.tables().objects().stream().noneMatch(object -> object instanceof View);
        return isKnown && part.acceptAny("CASCADE CONSTRAINTS", "CASCADE") ? drops : List.of();
    }

    private SqlStatement dropIndex() {
        boolean concurrently = sql.accept("CONCURRENTLY");
        boolean ifExists = sql.accept("IF EXISTS");
        boolean isOnline = concurrently || sql.has("ONLINE");
        List<Operation> drops = new ArrayList<>();
        for (SqlTokens part : sql.parts()) {
            TableName index = part.table();
            TableName table = part.accept("ON") ? part.table() : tableOf(index);
            part.accept("RESTRICT");
            drops.add(new DropIndex(index.name(), table, ifExists, isOnline));
        }
        return new SqlStatement(drops, List.of());
    }

    /** Where it cannot be told, the index stands for it: the server knows how large the table of an index is. */
    private TableName tableOf(TableName index) {
        List<TableName> having = reading.tables().tables().stream()
                .filter(table -> table.index(index.name()).isPresent())
                .map(Table::name)
                .filter(name -> index.schema() == null || index.schema().equals(name.schema()))
                .toList();
        if (having.size() != 1) {
            sql.leaveOut();
            return index;
        }
        return having.get(0);
    }

    private SqlStatement alter(String head) {
        if (sql.accept("TABLE")) {
            return new AlterTableReader(sql, reading, head).read();
        }
        if (sql.accept("TYPE")) {
            return alterType();
        }
        if (sql.sees("DOMAIN")) {
            return domain(head, "ADD");
        }
        if (sql.accept("VIEW") || sql.accept("MATERIALIZED VIEW")) {
            sql.accept("IF EXISTS");
            TableName view = sql.table();
            return sql.pass("RENAME TO") ? SqlStatement.of(new RenameTable(view, sql.name())) : SqlStatement.HARMLESS;
        }
        return catalog(head);
    }

    private SqlStatement alterType() {
        TableName type = sql.table();
        if (sql.accept("ADD VALUE")) {
            boolean ifNotExists = sql.accept("IF NOT EXISTS");
            String value = label();
            boolean before = sql.accept("BEFORE");
            boolean isPlaced = before || sql.accept("AFTER");
            String neighbour = isPlaced ? label() : null;
            return SqlStatement.of(new AddEnumValue(type, value, neighbour, before, ifNotExists));
        }
        if (sql.accept("RENAME VALUE")) {
            String old = label();
            sql.accept("TO");
            return SqlStatement.of(new RenameEnumValue(type, old, label()));
        }
        return SqlStatement.HARMLESS;
    }

    private String label() {
        return sql.string().orElse("");
    }

    private SqlStatement catalog(String head) {
        boolean isKnown = FirstWords.CATALOG.stream().anyMatch(sql::sees) || sql.sees("INDEX") || sql.sees("DATABASE");
        return isKnown ? SqlStatement.HARMLESS : SqlStatement.of(unknown(head));
    }

    private SqlStatement other(String head) {
        Optional<SqlStatement> rows = new RowChanges(sql, reading, head, queries).read();
        if (rows.isPresent()) {
            return rows.get();
        }
        if (sql.sees("WITH")) {
            return with();
        }
        if (sql.accept("RENAME")) {
            return rename();
        }
        Optional<SqlStatement> inside = new WrappedText(sql, reading, head).read(this::within);
        if (inside.isPresent()) {
            return inside.get();
        }
        return new MaintenanceText(sql, head).read().orElseGet(() -> rest(head));
    }

    /** What stands in front may change rows, too. */
    private SqlStatement with() {
        WithQueries with = new WithQueries(sql, queries);
        Map<String, SqlTokens> known = with.read();
        List<SqlStatement> statements = new ArrayList<>();
        with.own()
                .forEach(query ->
                        statements.add(new StatementReader(query.getValue().copy(), reading, known).statement()));
        statements.add(new StatementReader(sql.copy(), reading, known).statement());
        return SqlStatement.all(statements);
    }

    private SqlStatement within(SqlTokens statement) {
        return new StatementReader(statement, reading, queries).statement();
    }

    /** Of MySQL, MariaDB and Oracle: each table in its turn. */
    private SqlStatement rename() {
        if (sql.sees("USER")) {
            return SqlStatement.HARMLESS;
        }
        sql.acceptAny("TABLES", "TABLE");
        sql.pass("IF EXISTS");
        List<Operation> renames = new ArrayList<>();
        for (SqlTokens part : sql.parts()) {
            TableName table = part.table();
            part.before("TO");
            part.accept("TO");
            TableName renamed = part.table();
            String schema = renamed.schema();
            if (schema != null && !schema.equals(table.schema())) {
                sql.leaveOut();
            }
            renames.add(new RenameTable(table, renamed.name()));
        }
        return new SqlStatement(renames, List.of());
    }

    /** The name of the function or procedure that the statement makes. */
    Optional<String> program() {
        return Optional.ofNullable(program);
    }

    private SqlStatement rest(String head) {
        boolean isLimit = sql.sees("SET")
                && (sql.has("lock_timeout") || sql.has("lock_wait_timeout") || sql.has("ddl_lock_timeout"));
        if (isLimit) {
            return action(Kind.LIMIT_LOCKS, null, false, head);
        }
        // A query may call a function, which no one can look into; it takes no lock of its own.
        return FirstWords.HARMLESS.stream().anyMatch(sql::sees)
                ? SqlStatement.HARMLESS
                : SqlStatement.of(unknown(head));
    }
}
