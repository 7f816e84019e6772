package io.kmigrate.dialect;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.RunCode;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL for every operation. Where databases truly differ the method is abstract, and a dialect says
 * how it is done there.
 */
public abstract class SqlRenderer implements OperationVisitor<List<String>> {
    /** Rows a single INSERT carries: every supported database takes as many, and drivers stay fast. */
    private static final int ROWS_PER_INSERT = 500;

    protected final Names names;
    protected final Literals literals;

    protected SqlRenderer(Names names, Literals literals) {
        this.names = names;
        this.literals = literals;
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

    /** What follows the closing parenthesis of CREATE TABLE. */
    protected String tableOptions(Table table) {
        return "";
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

    @Override
    public List<String> addColumn(AddColumn operation) {
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

    /** Literals rather than parameters: the database gives them the column's type, online and offline alike. */
    @Override
    public List<String> bulkInsert(BulkInsert operation) {
        List<String> statements = new ArrayList<>();
        List<Map<String, @Nullable Object>> rows = operation.rows();
        int start = 0;
        while (start < rows.size()) {
            int end = start + 1;
            List<String> columns = List.copyOf(rows.get(start).keySet());
            while (end < rows.size()
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
            return "INSERT INTO " + names.quote(table) + " DEFAULT VALUES";
        }
        String values = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> value(table, column, row.get(column)))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(",\n    "));
        return "INSERT INTO " + names.quote(table) + " (" + names.list(columns) + ") VALUES\n    " + values;
    }

    /** A value of a new row, as it stands between the parentheses of VALUES. */
    protected String value(TableName table, String column, @Nullable Object value) {
        return literals.render(value);
    }

    @Override
    public List<String> executeSql(ExecuteSql operation) {
        return List.of(operation.sql());
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
        return sql.append(index.where() == null ? "" : " WHERE " + index.where())
                .toString();
    }

    protected final String indexColumn(IndexColumn part) {
        String text = part.expression() ? "(" + part.text() + ")" : names.quote(part.text());
        return part.descending() ? text + " DESC" : text;
    }

    protected final String primaryKey(PrimaryKey key) {
        return constraint(key.name()) + "PRIMARY KEY (" + names.list(key.columns()) + ")";
    }

    protected final String unique(UniqueConstraint unique) {
        return constraint(unique.name()) + "UNIQUE (" + names.list(unique.columns()) + ")";
    }

    protected final String check(CheckConstraint check) {
        return constraint(check.name()) + "CHECK (" + check.condition() + ")";
    }

    protected final String foreignKey(ForeignKey key) {
        return constraint(key.name()) + "FOREIGN KEY (" + names.list(key.columns()) + ") " + references(key);
    }

    /** {@code REFERENCES …} with its actions: what a column can carry inline. */
    protected final String references(ForeignKey key) {
        String sql =
                "REFERENCES " + names.quote(key.referencedTable()) + " (" + names.list(key.referencedColumns()) + ")";
        if (key.onDelete() != ReferenceAction.NO_ACTION) {
            sql += " ON DELETE " + key.onDelete().sql();
        }
        if (key.onUpdate() != ReferenceAction.NO_ACTION) {
            sql += " ON UPDATE " + key.onUpdate().sql();
        }
        return switch (key.deferral()) {
            case NOT_DEFERRABLE -> sql;
            case INITIALLY_IMMEDIATE -> sql + " DEFERRABLE";
            case INITIALLY_DEFERRED -> sql + " DEFERRABLE INITIALLY DEFERRED";
        };
    }

    protected final String constraint(@Nullable String name) {
        return name == null ? "" : "CONSTRAINT " + names.quote(name) + " ";
    }

    /** A default as it stands behind DEFAULT. */
    protected String defaultValue(DefaultValue value) {
        return value instanceof DefaultValue.Literal literal
                ? literals.render(literal.value())
                : ((DefaultValue.Expression) value).sql();
    }
}
