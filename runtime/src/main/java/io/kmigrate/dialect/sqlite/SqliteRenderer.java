package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.dialect.SqlRenderer;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.message.UnsupportedObjectMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.AlterSequence;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropSchema;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQLite's SQL: its own ALTER TABLE where it has one, {@link TableChange} where it has none. */
final class SqliteRenderer extends SqlRenderer {
    private static final Set<String> BARE_DEFAULTS = Set.of("CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME");

    /** Where several operations share one rebuild, the change that collects them. */
    private @Nullable TableChange shared;

    SqliteRenderer(Catalog before) {
        super("SQLite", SqliteDialect.NAME, Names.standard(), new SqliteLiterals(), before);
    }

    @Override
    protected String columnDefinition(Column column, Table table) {
        StringBuilder sql = new StringBuilder();
        if (column.autoIncrement()) {
            PrimaryKey key = table.primaryKey();
            if (key == null || !isInline(key, table)) {
                throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.numberingOutsidePrimaryKey(
                        "SQLite", table.name().toString(), column.name()));
            }
            requireStandard(column);
            sql.append("INTEGER ").append(constraint(key.name())).append("PRIMARY KEY AUTOINCREMENT");
        } else {
            sql.append(SqliteTypes.sql(column.type())).append(column.nullable() ? "" : " NOT NULL");
        }
        if (column.defaultValue() != null) {
            sql.append(" DEFAULT ").append(defaultValue(column.defaultValue()));
        }
        if (column.collation() != null) {
            sql.append(" COLLATE ").append(names.quote(column.collation()));
        }
        return sql.append(generated(column.generated())).toString();
    }

    private void requireStandard(Column column) {
        if (column.identity() != null && !column.identity().isStandard()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.numberingOptions("SQLite", column.name()));
        }
    }

    static String generated(@Nullable Generated generated) {
        return generated == null
                ? ""
                : " GENERATED ALWAYS AS (" + SqlFragment.closed(generated.expression()) + ") "
                        + (generated.stored() ? "STORED" : "VIRTUAL");
    }

    /** An expression needs parentheses; a default without any is a literal or one of three keywords. */
    @Override
    protected String defaultValue(DefaultValue value) {
        String sql = super.defaultValue(value);
        return value instanceof DefaultValue.Literal || BARE_DEFAULTS.contains(sql.toUpperCase(Locale.ROOT))
                ? sql
                : "(" + Parentheses.strip(sql) + ")";
    }

    /** A key that numbers its rows must be said at the column. */
    @Override
    protected boolean isInline(PrimaryKey key, Table table) {
        return key.columns().size() == 1
                && table.column(key.columns().get(0))
                        .filter(Column::autoIncrement)
                        .isPresent();
    }

    /** SQLite keeps no comments, and a script that sets them must run here too. */
    @Override
    protected List<String> comments(Table table) {
        return List.of();
    }

    @Override
    public List<String> addColumn(AddColumn operation) {
        return operation.ifNotExists()
                        && hasColumn(operation.table(), operation.column().name())
                ? List.of()
                : change(operation.table())
                        .add(
                                operation.column(),
                                operation.foreignKey() == null ? "" : inline(operation.foreignKey()),
                                operation.place());
    }

    @Override
    public List<String> dropColumn(DropColumn operation) {
        return operation.ifExists() && !hasColumn(operation.table(), operation.column())
                ? List.of()
                : change(operation.table()).drop(operation.column());
    }

    @Override
    public List<String> alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        List<String> statements = new ArrayList<>();
        if (change.changesDefinition()) {
            statements.addAll(change(operation.table()).alter(operation.column(), change));
        }
        if (change.newName() != null) {
            statements.addAll(renameColumn(new RenameColumn(operation.table(), operation.column(), change.newName())));
        }
        return statements;
    }

    /** CONCURRENTLY means nothing here: there is one writer at a time. */
    @Override
    public List<String> createIndex(CreateIndex operation) {
        Index index = operation.index();
        if (index.method() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.indexMethod("SQLite", index.name(), index.method(), List.of()));
        }
        if (!index.include().isEmpty()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.includedColumns("SQLite", index.name()));
        }
        return List.of(index(operation.table(), index, operation.ifNotExists(), ""));
    }

    @Override
    public List<String> dropIndex(DropIndex operation) {
        return List.of("DROP INDEX " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.name()));
    }

    /** SQLite has no word for it: the index is made again from its own text. */
    @Override
    public List<String> renameIndex(RenameIndex operation) {
        requireNoSchema(operation.table());
        String create = before.definitions(operation.table()).stream()
                .filter(found -> found.kind().equals("index") && found.name().equalsIgnoreCase(operation.name()))
                .map(found -> IndexText.renamed(found.sql(), names.quote(operation.newName())))
                .findFirst()
                .or(() -> before.table(operation.table())
                        .flatMap(table -> table.index(operation.name()))
                        .map(found -> index(operation.table(), found.withName(operation.newName()), false, "")))
                .orElseThrow(() -> new ReplayException(
                        SchemaMessages.unknownIndex(operation.table().toString(), operation.name(), List.of())));
        return List.of("DROP INDEX " + names.quote(operation.name()), create);
    }

    @Override
    public List<String> renameConstraint(RenameConstraint operation) {
        return change(operation.table()).renameConstraint(operation.name(), operation.newName());
    }

    @Override
    public List<String> createPrimaryKey(CreatePrimaryKey operation) {
        return change(operation.table()).addPrimaryKey(operation.primaryKey(), primaryKey(operation.primaryKey()));
    }

    @Override
    public List<String> createUniqueConstraint(CreateUniqueConstraint operation) {
        return change(operation.table()).addUnique(operation.constraint(), unique(operation.constraint()));
    }

    @Override
    public List<String> createCheckConstraint(CreateCheckConstraint operation) {
        return change(operation.table()).addCheck(operation.constraint(), check(operation.constraint()));
    }

    @Override
    public List<String> createForeignKey(CreateForeignKey operation) {
        return change(operation.table()).addForeignKey(foreignKey(operation.foreignKey()));
    }

    @Override
    public List<String> dropConstraint(DropConstraint operation) {
        return change(operation.table()).dropConstraint(operation.name(), operation.ifExists());
    }

    @Override
    public List<String> executeSql(ExecuteSql operation) {
        return SqliteStatements.split(sqlOf(operation));
    }

    @Override
    protected String unique(UniqueConstraint unique) {
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.deferredUnique("SQLite"));
        }
        return super.unique(unique);
    }

    /** SQLite reads MATCH FULL, and does as if it were not there. */
    @Override
    protected String foreignKey(ForeignKey key) {
        if (key.matchFull()) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.fullMatch(
                    "SQLite", key.referencedTable().toString()));
        }
        return super.foreignKey(key);
    }

    @Override
    public List<String> createSchema(CreateSchema operation) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.createdSchema("SQLite", operation.name()));
    }

    @Override
    public List<String> dropSchema(DropSchema operation) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.droppedSchema("SQLite", operation.name()));
    }

    /** No comment is kept; see the dialect. */
    @Override
    public List<String> commentOnTable(CommentOnTable operation) {
        return List.of();
    }

    @Override
    public List<String> createSequence(CreateSequence operation) {
        throw noSequences(operation.sequence().name());
    }

    @Override
    public List<String> alterSequence(AlterSequence operation) {
        throw noSequences(operation.sequence());
    }

    @Override
    public List<String> dropSequence(DropSequence operation) {
        throw noSequences(operation.sequence());
    }

    private UnsupportedOperationByDialectException noSequences(TableName sequence) {
        return new UnsupportedOperationByDialectException(
                UnsupportedObjectMessages.sequence("SQLite", sequence.toString()));
    }

    /** Columns of the type are text, and take any label. */
    @Override
    public List<String> addEnumValue(AddEnumValue operation) {
        return List.of();
    }

    @Override
    public List<String> createView(CreateView operation) {
        List<String> statements = new ArrayList<>();
        if (operation.orReplace()) {
            statements.addAll(dropView(
                    new DropView(operation.view().name(), operation.view().materialized(), true)));
        }
        statements.addAll(super.createView(new CreateView(operation.view(), false)));
        if (operation.orReplace()) {
            // Those of a view go with it.
            statements.addAll(before.triggers(operation.view().name()));
        }
        return statements;
    }

    @Override
    public List<String> createProgram(CreateProgram operation) {
        requireTrigger(operation.program().id());
        return super.createProgram(operation);
    }

    @Override
    public List<String> dropProgram(DropProgram operation) {
        requireTrigger(operation.program());
        return super.dropProgram(operation);
    }

    private void requireTrigger(StoredProgram.Id program) {
        if (program.kind() != StoredProgram.Kind.TRIGGER) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedObjectMessages.program("SQLite", program.toString()));
        }
    }

    private String inline(ForeignKey key) {
        return constraint(key.name()) + references(key);
    }

    @Override
    public List<String> createTable(CreateTable operation) {
        Table table = operation.table();
        requireNoSchema(table.name());
        return super.createTable(
                tableOptions(table).toUpperCase(Locale.ROOT).contains("STRICT")
                        ? new CreateTable(strict(table), operation.ifNotExists())
                        : operation);
    }

    /** A strict table takes six names of types alone. */
    private static Table strict(Table table) {
        return table.withColumns(table.columns().stream()
                .map(column -> column.autoIncrement()
                        ? column
                        : column.withType(new CustomType(SqliteTypes.strict(column.type()))))
                .toList());
    }

    /** From now on operations give no statements of their own: {@code change} gives those of all. */
    void collectInto(TableChange change) {
        shared = change;
    }

    private TableChange change(TableName table) {
        requireNoSchema(table);
        return shared != null ? shared : new TableChange(this, table, before);
    }

    private void requireNoSchema(TableName table) {
        if (table.schema() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedObjectMessages.tableInSchema("SQLite", table.name(), table.schema()));
        }
    }

    private boolean hasColumn(TableName table, String column) {
        return before.table(table)
                .filter(found -> found.columns().stream()
                        .anyMatch(existing -> existing.name().equalsIgnoreCase(column)))
                .isPresent();
    }

    @Override
    protected BatchSql batches() {
        return SqliteBatches.create();
    }
}
