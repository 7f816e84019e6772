package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Transact-SQL for every operation, as of SQL Server 2019. */
final class SqlServerRenderer extends SqlServerObjectRenderer {
    static final SqlServerTypes TYPES = new SqlServerTypes();

    SqlServerRenderer(Catalog before) {
        super(before);
    }

    static boolean sameType(ColumnType left, ColumnType right) {
        return TYPES.canonical(left).equals(TYPES.canonical(right));
    }

    Optional<Table> before(TableName table) {
        return before.table(table);
    }

    /** NULL is said too: without it a setting of the session decides. */
    @Override
    protected String columnDefinition(Column column, Table table) {
        Generated generated = column.generated();
        if (generated != null) {
            return "AS (" + SqlFragment.closed(generated.expression()) + ")" + (generated.stored() ? " PERSISTED" : "")
                    + (generated.stored() && !column.nullable() ? " NOT NULL" : "");
        }
        return type(column)
                + identity(column)
                + (column.nullable() ? " NULL" : " NOT NULL")
                + (column.defaultValue() == null ? "" : " " + namedDefault(column, table.name()));
    }

    /** A number of one's own is taken only while the table is told to, which is what {@code always} asks for. */
    private static String identity(Column column) {
        Identity identity = column.identity();
        return identity == null ? "" : " IDENTITY(" + identity.start() + "," + identity.increment() + ")";
    }

    /** Type and collation, which ALTER COLUMN restates together. */
    String type(Column column) {
        return TYPES.sql(column.type())
                + (column.collation() == null || !TYPES.isText(column.type())
                        ? ""
                        : " COLLATE " + Refusals.collation(column.collation()));
    }

    /** The default of a column that has one. */
    String namedDefault(Column column, TableName table) {
        return column.defaultValue() == null
                ? ""
                : constraint(new DefaultConstraint(table, column.name()).name()) + "DEFAULT "
                        + defaultValue(column.defaultValue());
    }

    @Override
    public List<String> createTable(CreateTable operation) {
        Table table = operation.table();
        Refusals.unindexable(table);
        Table spelled = table.withForeignKeys(
                table.foreignKeys().stream().map(Refusals::foreignKey).toList());
        List<String> statements = super.createTable(new CreateTable(spelled, false));
        if (!operation.ifNotExists()) {
            return statements;
        }
        String isMissing = "IF OBJECT_ID(" + LITERALS.render(names.quote(table.name())) + ", N'U') IS NULL\n";
        return List.of(isMissing + "BEGIN\n" + String.join(";\n", statements) + ";\nEND");
    }

    @Override
    public List<String> renameTable(RenameTable operation) {
        TableName table = operation.table();
        TableName renamed = table.withName(operation.newName());
        List<String> statements = new ArrayList<>();
        statements.add(rename(names.quote(table), operation.newName(), "OBJECT"));
        before.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .filter(DefaultConstraint::isOn)
                .map(column -> new DefaultConstraint(table, column.name())
                        .rename(new DefaultConstraint(renamed, column.name()), names, LITERALS))
                .forEach(statements::add);
        return statements;
    }

    /** A constraint without a deferral; one null alone is what every unique constraint here takes. */
    @Override
    protected String unique(UniqueConstraint unique) {
        return super.unique(Refusals.unique(unique).withNullsNotDistinct(false));
    }

    @Override
    public List<String> createCheckConstraint(CreateCheckConstraint operation) {
        return alter(operation.table(), operation.constraint().valid(), check(operation.constraint()));
    }

    /** WITH NOCHECK leaves rows unchecked that are there, and the constraint not trusted. */
    private List<String> alter(TableName table, boolean valid, String constraint) {
        return List.of("ALTER TABLE " + names.quote(table) + (valid ? "" : " WITH NOCHECK") + " ADD " + constraint);
    }

    @Override
    public List<String> validateConstraint(ValidateConstraint operation) {
        return List.of("ALTER TABLE " + names.quote(operation.table()) + " WITH CHECK CHECK CONSTRAINT "
                + names.quote(operation.name()));
    }

    /** The old name is quoted, and the new one is the name itself: quotes would become part of it. */
    String rename(String quotedOldName, String newName, String kind) {
        names.quote(newName);
        return "EXEC sp_rename " + LITERALS.render(quotedOldName) + ", " + LITERALS.render(newName) + ", N'" + kind
                + "'";
    }

    /** Existing rows get the default too, nullable or not, as they do elsewhere. */
    @Override
    public List<String> addColumn(AddColumn operation) {
        refuse(operation.place());
        Column column = operation.column();
        Table alone = Table.of(operation.table(), List.of(column), null);
        String values = column.nullable() && DefaultConstraint.isOn(column) ? " WITH VALUES" : "";
        ForeignKey key = operation.foreignKey() == null ? null : Refusals.foreignKey(operation.foreignKey());
        String references = key == null ? "" : " " + constraint(key.name()) + references(key);
        List<String> statements = new ArrayList<>(alter(
                operation.table(),
                "ADD " + names.quote(column.name()) + " " + columnDefinition(column, alone) + values + references));
        statements.addAll(comments(alone));
        if (!operation.ifNotExists()) {
            return statements;
        }
        String isMissing = "IF COL_LENGTH(" + LITERALS.render(names.quote(operation.table())) + ", "
                + LITERALS.render(column.name()) + ") IS NULL\n";
        return List.of(isMissing + "BEGIN\n" + String.join(";\n", statements) + ";\nEND");
    }

    /** What hangs on the column and goes with it by the operation's meaning, and then the column. */
    @Override
    public List<String> dropColumn(DropColumn operation) {
        TableName table = operation.table();
        Optional<Table> found = before.table(table);
        List<String> statements = new ArrayList<>();
        boolean mayHaveDefault = found.flatMap(known -> known.column(operation.column()))
                .map(DefaultConstraint::isOn)
                .orElse(true);
        if (mayHaveDefault) {
            statements.add(new DefaultConstraint(table, operation.column()).drop(names, LITERALS));
        }
        found.stream()
                .flatMap(known -> known.foreignKeys().stream())
                .filter(key -> key.columns().equals(List.of(operation.column())))
                .forEach(key -> statements.add(new DependentStatements(this, table).drop(key.name(), "foreign key")));
        statements.addAll(super.dropColumn(operation));
        return statements;
    }

    @Override
    public List<String> renameColumn(RenameColumn operation) {
        return alterColumn(new AlterColumn(
                operation.table(), operation.column(), ColumnChange.none().withNewName(operation.newName())));
    }

    @Override
    public List<String> alterColumn(AlterColumn operation) {
        refuse(operation.change().place());
        return new ColumnAlteration(this, operation).statements();
    }

    @Override
    public List<String> createIndex(CreateIndex operation) {
        before.table(operation.table()).ifPresent(table -> Refusals.unindexable(table, operation.index()));
        return super.createIndex(operation);
    }

    @Override
    protected String index(TableName table, Index index, boolean ifNotExists, String how) {
        String sql = "CREATE " + (index.unique() ? "UNIQUE " : "") + Refusals.method(index) + "INDEX "
                + names.quote(index.name()) + " ON " + names.quote(table)
                + index.columns().stream()
                        .map(part -> indexColumn(Refusals.part(part, index)))
                        .collect(Collectors.joining(", ", " (", ")"))
                + (index.include().isEmpty() ? "" : " INCLUDE (" + names.list(index.include()) + ")")
                + (index.where() == null ? "" : " WHERE " + SqlFragment.closed(index.where()))
                + (how.isEmpty() ? "" : " WITH (ONLINE = ON)")
                + indexOptions(index);
        String isMissing = "IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = OBJECT_ID("
                + LITERALS.render(names.quote(table)) + ") AND name = " + LITERALS.render(index.name()) + ")\n";
        return ifNotExists ? isMissing + sql : sql;
    }

    @Override
    public List<String> renameIndex(RenameIndex operation) {
        return List.of(rename(
                names.quote(operation.table()) + "." + names.quote(operation.name()), operation.newName(), "INDEX"));
    }

    /** Constraints are objects of the schema. */
    @Override
    public List<String> renameConstraint(RenameConstraint operation) {
        return List.of(
                rename(names.quote(operation.table().withName(operation.name())), operation.newName(), "OBJECT"));
    }

    @Override
    public List<String> dropIndex(DropIndex operation) {
        return List.of("DROP INDEX " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.name())
                + " ON " + names.quote(operation.table()));
    }

    /** Its columns must be NOT NULL before. */
    @Override
    public List<String> createPrimaryKey(CreatePrimaryKey operation) {
        List<String> statements = new ArrayList<>();
        before.table(operation.table()).ifPresent(table -> {
            Refusals.unindexable(table, operation.primaryKey().columns(), UnsupportedConstraintMessages.primaryKey());
            operation.primaryKey().columns().stream()
                    .flatMap(name -> table.column(name).stream())
                    .filter(Column::nullable)
                    .map(column -> new AlterColumn(
                            table.name(), column.name(), ColumnChange.none().withNullable(false)))
                    .forEach(change -> statements.addAll(alterColumn(change)));
        });
        statements.addAll(super.createPrimaryKey(operation));
        return statements;
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
        return alter(operation.table(), key.valid(), foreignKey(key));
    }

    /** Values for a column that numbers itself are taken only while the table is told to take them. */
    @Override
    public List<String> bulkInsert(BulkInsert operation) {
        List<String> statements = super.bulkInsert(operation);
        boolean givesNumbers = before.table(operation.table()).stream()
                .flatMap(table -> table.columns().stream())
                .filter(Column::autoIncrement)
                .anyMatch(column -> operation.rows().stream().anyMatch(row -> row.containsKey(column.name())));
        if (!givesNumbers) {
            return statements;
        }
        String table = "SET IDENTITY_INSERT " + names.quote(operation.table());
        List<String> wrapped = new ArrayList<>(List.of(table + " ON"));
        wrapped.addAll(statements);
        wrapped.add(table + " OFF");
        return wrapped;
    }

    List<String> alterTable(TableName table, String action) {
        return alter(table, action);
    }

    @Override
    protected BatchSql batches() {
        return SqlServerBatches.create(names);
    }
}
