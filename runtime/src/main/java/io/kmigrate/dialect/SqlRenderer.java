package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.failure.Problem;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.message.UnsupportedObjectMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.BulkDelete;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.ColumnPlace;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.LoadCsv;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.RequireBackfill;
import io.kmigrate.operation.RunCode;
import io.kmigrate.operation.SqlExpression;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL for every operation. Where databases truly differ the method is abstract, and a dialect says
 * how it is done there.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class SqlRenderer extends SchemaObjectRenderer {
    /** Rows a single INSERT carries: every supported database takes as many, and drivers stay fast. */
    private static final int ROWS_PER_INSERT = 500;

    /** As {@link SchemaObjectRenderer}. */
    protected SqlRenderer(String database, String dialect, Names names, Literals literals, Catalog before) {
        super(database, dialect, names, literals, before);
    }

    /** The type, numbering, collation, nullability, default and generation of a column: all behind its name. */
    protected abstract String columnDefinition(Column column, Table table);

    /** Statements for the comments of a new table and its columns. */
    protected abstract List<String> comments(Table table);

    @Override
    public List<String> createTable(CreateTable operation) {
        List<String> statements = new ArrayList<>();
        Table table = operation.table();
        statements.add("CREATE TABLE " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                + names.quote(table.name()) + " (\n    "
                + String.join(",\n    ", tableElements(table)) + "\n)" + tableOptions(table));
        table.indexes().forEach(index -> statements.add(index(table.name(), index, operation.ifNotExists(), "")));
        statements.addAll(comments(table));
        return statements;
    }

    /** What follows the closing parenthesis of CREATE TABLE: the user's options for this database. */
    protected String tableOptions(Table table) {
        return options(table.options());
    }

    /** Columns, then constraints, as they stand between the parentheses of CREATE TABLE. */
    protected List<String> tableElements(Table table) {
        List<String> elements = new ArrayList<>();
        table.columns()
                .forEach(column -> elements.add(names.quote(column.name()) + " " + columnDefinition(column, table)));
        if (table.primaryKey() != null && !isInline(table.primaryKey(), table)) {
            elements.add(primaryKey(table.primaryKey()));
        }
        table.uniqueConstraints().forEach(unique -> elements.add(unique(unique)));
        table.checkConstraints().forEach(check -> elements.add(check(check)));
        table.foreignKeys().forEach(key -> elements.add(foreignKey(key)));
        table.exclusionConstraints().forEach(constraint -> elements.add(exclusion(constraint)));
        table.notNullConstraints().forEach(this::requireNamesOfNotNull);
        return elements;
    }

    /** True where the column definition already says that it is the key. */
    protected boolean isInline(PrimaryKey key, Table table) {
        return false;
    }

    @Override
    public List<String> dropTable(DropTable operation) {
        return List.of("DROP TABLE " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.table()));
    }

    @Override
    public List<String> renameTable(RenameTable operation) {
        return alter(operation.table(), "RENAME TO " + names.quote(operation.newName()));
    }

    /** Columns of most databases stand in the order in which they came. */
    protected final void refuse(@Nullable ColumnPlace place) {
        if (place != null) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.place(dialect));
        }
    }

    @Override
    public List<String> addColumn(AddColumn operation) {
        refuse(operation.place());
        Table alone = Table.of(operation.table(), List.of(operation.column()), null);
        List<String> statements = new ArrayList<>(alter(
                operation.table(),
                "ADD COLUMN " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                        + names.quote(operation.column().name()) + " "
                        + columnDefinition(operation.column(), alone)));
        if (operation.foreignKey() != null) {
            statements.addAll(createForeignKey(new CreateForeignKey(operation.table(), operation.foreignKey())));
        }
        statements.addAll(comments(alone));
        return statements;
    }

    @Override
    public List<String> dropColumn(DropColumn operation) {
        return alter(
                operation.table(),
                "DROP COLUMN " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.column()));
    }

    @Override
    public List<String> renameColumn(RenameColumn operation) {
        return alter(
                operation.table(),
                "RENAME COLUMN " + names.quote(operation.column()) + " TO " + names.quote(operation.newName()));
    }

    @Override
    public List<String> createIndex(CreateIndex operation) {
        return List.of(index(
                operation.table(),
                operation.index(),
                operation.ifNotExists(),
                operation.concurrently() ? "CONCURRENTLY " : ""));
    }

    @Override
    public List<String> createPrimaryKey(CreatePrimaryKey operation) {
        return alter(operation.table(), "ADD " + primaryKey(operation.primaryKey()));
    }

    @Override
    public List<String> createUniqueConstraint(CreateUniqueConstraint operation) {
        return alter(operation.table(), "ADD " + unique(operation.constraint()));
    }

    @Override
    public List<String> createCheckConstraint(CreateCheckConstraint operation) {
        return alter(operation.table(), "ADD " + check(operation.constraint()));
    }

    @Override
    public List<String> createForeignKey(CreateForeignKey operation) {
        return alter(operation.table(), "ADD " + foreignKey(operation.foreignKey()));
    }

    @Override
    public List<String> dropConstraint(DropConstraint operation) {
        return alter(
                operation.table(),
                "DROP CONSTRAINT " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.name()));
    }

    @Override
    public List<String> renameIndex(RenameIndex operation) {
        return List.of("ALTER INDEX " + names.quote(operation.table().withName(operation.name())) + " RENAME TO "
                + names.quote(operation.newName()));
    }

    @Override
    public List<String> renameConstraint(RenameConstraint operation) {
        return alter(
                operation.table(),
                "RENAME CONSTRAINT " + names.quote(operation.name()) + " TO " + names.quote(operation.newName()));
    }

    /** Literals rather than parameters: the database gives them the column's type, online and offline alike. */
    @Override
    public List<String> bulkInsert(BulkInsert operation) {
        List<String> statements = new ArrayList<>();
        List<Map<String, @Nullable Object>> rows = operation.rows();
        int start = 0;
        while (start < rows.size()) {
            int end = start + 1;
            List<String> columns = List.copyOf(rows.get(start).keySet());
            // DEFAULT VALUES is one row.
            while (!columns.isEmpty()
                    && end < rows.size()
                    && end - start < ROWS_PER_INSERT
                    && List.copyOf(rows.get(end).keySet()).equals(columns)) {
                end++;
            }
            statements.add(insert(operation.table(), columns, rows.subList(start, end)));
            start = end;
        }
        return statements;
    }

    private String insert(TableName table, List<String> columns, List<Map<String, @Nullable Object>> rows) {
        if (columns.isEmpty()) {
            return "INSERT INTO " + names.quote(table) + defaultRow();
        }
        String values = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> cell(table, column, row.get(column)))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(",\n    "));
        return "INSERT INTO " + names.quote(table) + " (" + names.list(columns) + ") VALUES\n    " + values;
    }

    /** How a row that names no column is inserted. */
    protected String defaultRow() {
        return " DEFAULT VALUES";
    }

    @Override
    public List<String> bulkUpdate(BulkUpdate operation) {
        String values = operation.values().entrySet().stream()
                .map(set -> names.quote(set.getKey()) + " = " + cell(operation.table(), set.getKey(), set.getValue()))
                .collect(Collectors.joining(", "));
        return List.of("UPDATE " + names.quote(operation.table()) + " SET " + values + where(operation.where()));
    }

    @Override
    public List<String> bulkDelete(BulkDelete operation) {
        return List.of("DELETE FROM " + names.quote(operation.table()) + where(operation.where()));
    }

    private static String where(@Nullable String condition) {
        return condition == null ? "" : " WHERE " + SqlFragment.closed(condition);
    }

    /** What a row has in a column: a value, or SQL that computes it. */
    protected final String cell(TableName table, String column, @Nullable Object value) {
        return value instanceof SqlExpression expression
                ? SqlFragment.closed(expression.sql())
                : value(table, column, value);
    }

    /** A value of a row, where it matters which column takes it. */
    protected String value(TableName table, String column, @Nullable Object value) {
        return literals.render(value);
    }

    @Override
    public List<String> executeSql(ExecuteSql operation) {
        return List.of(sqlOf(operation));
    }

    /** The user's text for this database, its parameters filled in; empty where there is nothing to do. */
    protected final String sqlOf(ExecuteSql operation) {
        return Parameters.fill(operation.sqlFor(dialect), operation.parameters(), literals);
    }

    /** A run reads the statements from the file, one at a time. */
    @Override
    public List<String> executeFile(ExecuteFile operation) {
        return List.of();
    }

    /** How tables are gone through in batches. */
    protected BatchSql batches() {
        return new BatchSql(names);
    }

    /** A run looks the backfill up. */
    @Override
    public List<String> requireBackfill(RequireBackfill operation) {
        return List.of();
    }

    /** What the first batch is like: a run renders each batch by itself. */
    @Override
    public List<String> backfill(Backfill operation) {
        return batches().shown(operation, before.table(operation.table()));
    }

    /** The column's type says what a text of the file is. */
    @Override
    public List<String> loadCsv(LoadCsv operation) {
        return bulkInsert(CsvRows.toInsert(operation, before.table(operation.table())));
    }

    @Override
    public List<String> moveTable(MoveTable operation) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.movedTable(database, operation.table().toString()));
    }

    @Override
    public List<String> commentOnTable(CommentOnTable operation) {
        return List.of(
                "COMMENT ON TABLE " + names.quote(operation.table()) + " IS " + literals.render(operation.comment()));
    }

    @Override
    public List<String> createExclusionConstraint(CreateExclusionConstraint operation) {
        return alter(operation.table(), "ADD " + exclusion(operation.constraint()));
    }

    @Override
    public List<String> createNotNullConstraint(CreateNotNullConstraint operation) {
        requireNamesOfNotNull(operation.constraint());
        return alter(operation.table(), "ADD " + notNull(operation.constraint()));
    }

    /** Refuses what most databases have no catalog for. */
    protected void requireNamesOfNotNull(NotNullConstraint constraint) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedConstraintMessages.notNull(database, constraint.name()));
    }

    private String notNull(NotNullConstraint constraint) {
        return constraint(constraint.name()) + "NOT NULL " + names.quote(constraint.column())
                + (constraint.noInherit() ? " NO INHERIT" : "") + (constraint.valid() ? "" : " NOT VALID");
    }

    /** Constraints of this database hold from the start. */
    @Override
    public List<String> validateConstraint(ValidateConstraint operation) {
        return List.of();
    }

    /** Code has no SQL: the executor runs it, and offline output refuses it before it gets here. */
    @Override
    public List<String> runCode(RunCode operation) {
        return List.of();
    }

    protected final List<String> alter(TableName table, String action) {
        return List.of("ALTER TABLE " + names.quote(table) + " " + action);
    }

    protected String index(TableName table, Index index, boolean ifNotExists, String how) {
        if (index.nullsNotDistinct()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.oneNullInIndex(database, index.name()));
        }
        StringBuilder sql = new StringBuilder("CREATE ")
                .append(index.unique() ? "UNIQUE " : "")
                .append("INDEX ")
                .append(how)
                .append(ifNotExists ? "IF NOT EXISTS " : "")
                .append(names.quote(index.name()))
                .append(" ON ")
                .append(names.quote(table))
                .append(index.method() == null ? "" : " USING " + names.quote(index.method()))
                .append(index.columns().stream().map(this::indexColumn).collect(Collectors.joining(", ", " (", ")")));
        if (!index.include().isEmpty()) {
            sql.append(" INCLUDE (").append(names.list(index.include())).append(")");
        }
        return sql.append(indexOptions(index))
                .append(index.where() == null ? "" : " WHERE " + SqlFragment.closed(index.where()))
                .toString();
    }

    /** What follows the columns of CREATE INDEX: the user's options for this database. */
    protected final String indexOptions(Index index) {
        return options(index.options());
    }

    private String options(Map<String, String> byDialect) {
        String options = byDialect.getOrDefault(dialect, "");
        return options.isEmpty() ? "" : " " + options;
    }

    protected String indexColumn(IndexColumn part) {
        requireNoSpecialties(part);
        String text = part.expression() ? "(" + SqlFragment.closed(part.text()) + ")" : names.quote(part.text());
        return part.descending() ? text + " DESC" : text;
    }

    private void requireNoSpecialties(IndexColumn part) {
        if (part.operatorClass() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.operatorClass(database, part.operatorClass()));
        }
        if (part.nulls() != null) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.orderOfNulls(database));
        }
        if (part.length() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.partOfValue(database, part.text()));
        }
    }

    protected String primaryKey(PrimaryKey key) {
        return constraint(key.name()) + "PRIMARY KEY (" + keyColumns(key.columns(), key.withoutOverlaps()) + ")";
    }

    /** The columns of a primary key or a unique constraint. */
    protected final String keyColumns(List<String> columns, boolean withoutOverlaps) {
        if (withoutOverlaps) {
            requirePeriods(UnsupportedConstraintMessages::withoutOverlaps, columns);
        }
        return names.list(columns) + (withoutOverlaps ? " WITHOUT OVERLAPS" : "");
    }

    /**
     * Refuses keys over periods of time.
     *
     * @param refusal for the name of the database and what is refused
     */
    protected <T> void requirePeriods(BiFunction<String, T, Problem> refusal, T refused) {
        throw new UnsupportedOperationByDialectException(refusal.apply(database, refused));
    }

    /** Also where a dialect keeps no deferrable ones: it says so itself. */
    protected String unique(UniqueConstraint unique) {
        if (unique.nullsNotDistinct()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.oneNullInUnique(database, unique.columns()));
        }
        return constraint(unique.name()) + "UNIQUE (" + keyColumns(unique.columns(), unique.withoutOverlaps()) + ")"
                + deferral(unique.deferral());
    }

    protected String exclusion(ExclusionConstraint constraint) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedConstraintMessages.exclusion(database, constraint.name()));
    }

    protected final String check(CheckConstraint check) {
        if (!check.enforced()) {
            requireUnenforced(check);
        }
        return constraint(check.name()) + "CHECK (" + SqlFragment.closed(check.condition()) + ")"
                + (check.enforced() ? "" : " NOT ENFORCED");
    }

    /** Refuses a check that no row has to pass. */
    protected void requireUnenforced(CheckConstraint check) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedConstraintMessages.uncheckedCondition(database, check.condition()));
    }

    /** The same of a foreign key. */
    protected void requireUnenforced(ForeignKey key) {
        throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.uncheckedForeignKey(
                database, key.referencedTable().toString()));
    }

    protected String foreignKey(ForeignKey key) {
        if (key.period()) {
            requirePeriods(
                    UnsupportedConstraintMessages::period, key.referencedTable().toString());
        }
        return constraint(key.name()) + "FOREIGN KEY (" + columns(key.columns(), key.period()) + ") " + references(key);
    }

    private String columns(List<String> columns, boolean isPeriod) {
        if (!isPeriod) {
            return names.list(columns);
        }
        int last = columns.size() - 1;
        return names.list(columns.subList(0, last)) + ", PERIOD " + names.quote(columns.get(last));
    }

    /** {@code REFERENCES …} with its actions: what a column can carry inline. */
    protected String references(ForeignKey key) {
        String sql = "REFERENCES " + names.quote(key.referencedTable()) + " ("
                + columns(key.referencedColumns(), key.period()) + ")" + (key.matchFull() ? " MATCH FULL" : "");
        if (key.onDelete() != ReferenceAction.NO_ACTION) {
            sql += " ON DELETE " + key.onDelete().sql();
        }
        if (key.onUpdate() != ReferenceAction.NO_ACTION) {
            sql += " ON UPDATE " + key.onUpdate().sql();
        }
        if (!key.enforced()) {
            requireUnenforced(key);
        }
        return sql + deferral(key.deferral()) + (key.enforced() ? "" : " NOT ENFORCED");
    }

    protected static String deferral(Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> "";
            case INITIALLY_IMMEDIATE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }

    protected final String constraint(@Nullable String name) {
        return name == null ? "" : "CONSTRAINT " + names.quote(name) + " ";
    }

    /** A default as it stands behind DEFAULT. */
    protected String defaultValue(DefaultValue value) {
        return value instanceof DefaultValue.Literal literal
                ? literals.render(literal.value())
                : SqlFragment.closed(((DefaultValue.Expression) value).sql());
    }
}
