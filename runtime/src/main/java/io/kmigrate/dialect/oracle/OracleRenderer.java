package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.message.DefinitionMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Oracle's spelling of every operation, as of 19c. */
final class OracleRenderer extends OracleObjectRenderer {
    static final OracleTypes TYPES = new OracleTypes();

    /** SQL*Plus reads lines of at most 2499 characters. */
    private static final int LONG_LINE = 1000;

    OracleRenderer(Catalog before) {
        super(before);
    }

    static boolean sameType(ColumnType left, ColumnType right) {
        return TYPES.canonical(left).equals(TYPES.canonical(right));
    }

    Optional<Table> before(TableName table) {
        return before.table(table);
    }

    /** The default stands before NOT NULL: it is no constraint. */
    @Override
    protected String columnDefinition(Column column, Table table) {
        String type = TYPES.sql(column.type()) + Refusals.collation(column.collation());
        if (column.generated() != null) {
            return type
                    + Refusals.generated(column.name(), column.generated())
                    + (column.nullable() ? "" : " NOT NULL");
        }
        return type
                + (column.identity() == null ? "" : " " + identity(column.identity()))
                + (column.defaultValue() == null ? "" : " DEFAULT " + defaultValue(column.defaultValue()))
                + (column.nullable() ? "" : " NOT NULL");
    }

    static String identity(Identity identity) {
        String options = " (START WITH " + identity.start() + " INCREMENT BY " + identity.increment() + ")";
        return "GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
                + (identity.start() == 1 && identity.increment() == 1 ? "" : options);
    }

    @Override
    public List<String> createTable(CreateTable operation) {
        Table table = operation.table();
        Refusals.unindexable(table);
        Table spelled = table.withForeignKeys(
                table.foreignKeys().stream().map(Refusals::foreignKey).toList());
        List<String> statements = super.createTable(new CreateTable(spelled, false));
        return operation.ifNotExists() ? PlSql.unless(PlSql.NAME_IN_USE, statements) : statements;
    }

    @Override
    public List<String> dropTable(DropTable operation) {
        List<String> statements = super.dropTable(new DropTable(operation.table(), false));
        return operation.ifExists() ? PlSql.unless(PlSql.NO_SUCH_TABLE, statements) : statements;
    }

    @Override
    public List<String> addColumn(AddColumn operation) {
        refuse(operation.place());
        Column column = operation.column();
        Table alone = Table.of(operation.table(), List.of(column), null);
        ForeignKey key = operation.foreignKey() == null ? null : Refusals.foreignKey(operation.foreignKey());
        String references = key == null ? "" : " " + constraint(key.name()) + references(key);
        List<String> statements = new ArrayList<>(alter(
                operation.table(),
                "ADD (" + names.quote(column.name()) + " " + columnDefinition(column, alone) + references + ")"));
        statements.addAll(comments(alone));
        return operation.ifNotExists() ? PlSql.unless(PlSql.COLUMN_EXISTS, statements) : statements;
    }

    @Override
    public List<String> dropColumn(DropColumn operation) {
        List<String> statements = super.dropColumn(new DropColumn(operation.table(), operation.column(), false));
        return operation.ifExists() ? PlSql.unless(PlSql.NO_SUCH_COLUMN, statements) : statements;
    }

    @Override
    public List<String> alterColumn(AlterColumn operation) {
        refuse(operation.change().place());
        return new ColumnAlteration(this, operation).statements();
    }

    @Override
    public List<String> createIndex(CreateIndex operation) {
        before.table(operation.table()).ifPresent(table -> Refusals.unindexable(table, operation.index()));
        List<String> statements = super.createIndex(
                new CreateIndex(operation.table(), operation.index(), false, operation.concurrently()));
        return operation.ifNotExists() ? PlSql.unless(PlSql.NAME_IN_USE, statements) : statements;
    }

    /** An index is made in its table's schema, where dropping looks for it. */
    @Override
    protected String index(TableName table, Index index, boolean ifNotExists, String how) {
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + Refusals.method(index) + "INDEX "
                + names.quote(table.withName(index.name())) + " ON " + names.quote(table)
                + index.columns().stream().map(this::indexColumn).collect(Collectors.joining(", ", " (", ")"))
                + (how.isEmpty() ? "" : " ONLINE")
                + indexOptions(index);
    }

    /** An expression needs no parentheses. */
    @Override
    protected String indexColumn(IndexColumn part) {
        String standard = super.indexColumn(part);
        return part.expression() ? part.text() + (part.descending() ? " DESC" : "") : standard;
    }

    /** NOVALIDATE leaves rows unchecked that are there. */
    @Override
    public List<String> createCheckConstraint(CreateCheckConstraint operation) {
        return alter(
                operation.table(),
                "ADD " + check(operation.constraint())
                        + validity(operation.constraint().valid()));
    }

    private static String validity(boolean valid) {
        return valid ? "" : " ENABLE NOVALIDATE";
    }

    @Override
    public List<String> validateConstraint(ValidateConstraint operation) {
        return alter(operation.table(), "MODIFY CONSTRAINT " + names.quote(operation.name()) + " VALIDATE");
    }

    @Override
    public List<String> dropIndex(DropIndex operation) {
        List<String> statements =
                List.of("DROP INDEX " + names.quote(operation.table().withName(operation.name()))
                        + (operation.concurrently() ? " ONLINE" : ""));
        return operation.ifExists() ? PlSql.unless(PlSql.NO_SUCH_INDEX, statements) : statements;
    }

    @Override
    public List<String> createPrimaryKey(CreatePrimaryKey operation) {
        before.table(operation.table())
                .ifPresent(table -> Refusals.unindexable(
                        table, operation.primaryKey().columns(), UnsupportedConstraintMessages.primaryKey()));
        return super.createPrimaryKey(operation);
    }

    @Override
    public List<String> createUniqueConstraint(CreateUniqueConstraint operation) {
        before.table(operation.table())
                .ifPresent(table -> Refusals.unindexable(
                        table, operation.constraint().columns(), UnsupportedConstraintMessages.uniqueConstraint()));
        return super.createUniqueConstraint(operation);
    }

    @Override
    public List<String> createForeignKey(CreateForeignKey operation) {
        ForeignKey key = Refusals.foreignKey(operation.foreignKey());
        return alter(operation.table(), "ADD " + foreignKey(key) + validity(key.valid()));
    }

    @Override
    public List<String> dropConstraint(DropConstraint operation) {
        List<String> statements = super.dropConstraint(new DropConstraint(operation.table(), operation.name(), false));
        return operation.ifExists() ? PlSql.unless(PlSql.NO_SUCH_CONSTRAINT, statements) : statements;
    }

    /** A statement a row: INSERT ALL would number all its rows alike. */
    @Override
    public List<String> bulkInsert(BulkInsert operation) {
        return operation.rows().stream()
                .map(row -> row.isEmpty() ? defaults(operation.table()) : insert(operation.table(), row))
                .toList();
    }

    private String insert(TableName table, Map<String, @Nullable Object> row) {
        StringBuilder values = new StringBuilder();
        int line = 0;
        for (Map.Entry<String, @Nullable Object> cell : row.entrySet()) {
            String literal = cell(table, cell.getKey(), cell.getValue());
            boolean breaks = line > 0 && line + literal.length() > LONG_LINE;
            values.append(values.isEmpty() ? "" : breaks ? ",\n    " : ", ").append(literal);
            line = breaks ? literal.length() : line + literal.length() + 2;
        }
        return "INSERT INTO " + names.quote(table) + " (" + names.list(row.keySet()) + ") VALUES\n    (" + values + ")";
    }

    private String defaults(TableName table) {
        String column = before.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .filter(found -> found.generated() == null)
                .findFirst()
                .map(Column::name)
                .orElseThrow(() -> DefinitionMessages.columnsOfTable("Oracle", table.toString())
                        .exception());
        return "INSERT INTO " + names.quote(table) + " (" + names.quote(column) + ") VALUES (DEFAULT)";
    }

    List<String> alterTable(TableName table, String action) {
        return alter(table, action);
    }

    String defaultClause(Column column) {
        return column.defaultValue() == null ? "NULL" : defaultValue(column.defaultValue());
    }

    @Override
    protected BatchSql batches() {
        return OracleBatches.create();
    }
}
