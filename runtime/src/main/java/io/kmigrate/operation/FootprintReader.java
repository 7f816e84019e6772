package io.kmigrate.operation;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of each operation what it reads and writes. */
final class FootprintReader implements OperationVisitor<Footprint> {
    /** What all rows of a table say. */
    private static final String PLACES = "/places";

    private static final String ROWS = "rows of";

    /** The keys that foreign keys of other tables may stand on. */
    private static final String KEYS = "keys of";

    private static final String COMMENT = "comment of";

    private final Footprint found = new Footprint();

    private static String column(String name) {
        return "column " + name;
    }

    private void readColumns(TableName table, List<String> columns) {
        found.reads(table);
        columns.forEach(name -> found.reads(table, column(name)));
    }

    /** An index, constraint or other thing that has a name in the schema of its table; null for no name. */
    private void writeName(TableName table, @Nullable String name) {
        if (name != null) {
            found.writesWhole(table.withName(name));
        }
    }

    private Footprint whole(TableName object) {
        return found.writesWhole(object);
    }

    private void define(Column column) {
        column.type().accept(new TypeText()).lines().forEach(found::defines);
        DefaultValue defaultValue = column.defaultValue();
        if (defaultValue instanceof DefaultValue.Expression expression) {
            found.defines(expression.sql());
        }
        if (column.generated() != null) {
            found.defines(column.generated().expression());
        }
    }

    /** The names of types that are objects of the schema. */
    private static final class TypeText implements DefaultingColumnTypeVisitor<String> {
        @Override
        public String otherwise(ColumnType type) {
            return "";
        }

        @Override
        public String arrayType(ColumnType.ArrayType type) {
            return type.element().accept(this);
        }

        @Override
        public String enumType(ColumnType.EnumType type) {
            return type.name().toString();
        }

        @Override
        public String customType(ColumnType.CustomType type) {
            return type.sql();
        }
    }

    private void read(TableName table, Index index) {
        found.reads(table);
        for (IndexColumn part : index.columns()) {
            if (part.expression()) {
                found.defines(part.text());
            } else {
                found.reads(table, column(part.text()));
            }
        }
        readColumns(table, index.include());
        found.defines(index.where());
        if (index.unique()) {
            found.reads(table, ROWS);
        }
        if (index.where() != null || index.columns().stream().anyMatch(IndexColumn::expression)) {
            found.readsWhole(table);
        }
    }

    private void read(TableName table, ForeignKey key) {
        readColumns(table, key.columns());
        found.reads(table, ROWS);
        readColumns(key.referencedTable(), key.referencedColumns());
        found.reads(key.referencedTable(), KEYS).reads(key.referencedTable(), ROWS);
    }

    private void read(TableName table, ExclusionConstraint constraint) {
        found.readsWhole(table).defines(constraint.where());
        constraint.elements().forEach(element -> found.defines(element.column().text()));
    }

    @Override
    public Footprint createTable(CreateTable operation) {
        Table table = operation.table();
        TableName name = table.name();
        table.columns().forEach(this::define);
        table.constraintNames().forEach(constraint -> writeName(name, constraint));
        table.indexes().forEach(index -> {
            writeName(name, index.name());
            read(name, index);
        });
        table.foreignKeys().forEach(key -> read(name, key));
        table.checkConstraints().forEach(check -> found.defines(check.condition()));
        table.exclusionConstraints().forEach(constraint -> read(name, constraint));
        return whole(name);
    }

    @Override
    public Footprint dropTable(DropTable operation) {
        return whole(operation.table());
    }

    @Override
    public Footprint renameTable(RenameTable operation) {
        return whole(operation.table()).writesWhole(operation.table().withName(operation.newName()));
    }

    @Override
    public Footprint moveTable(MoveTable operation) {
        TableName table = operation.table();
        return whole(table).writesWhole(new TableName(operation.newSchema(), table.name()));
    }

    @Override
    public Footprint commentOnTable(CommentOnTable operation) {
        return found.writes(operation.table(), COMMENT);
    }

    @Override
    public Footprint addColumn(AddColumn operation) {
        TableName table = operation.table();
        define(operation.column());
        if (operation.column().generated() != null) {
            found.readsWhole(table);
        }
        if (operation.foreignKey() != null) {
            read(table, operation.foreignKey());
            writeName(table, operation.foreignKey().name());
        }
        if (operation.notNull() != null) {
            writeName(table, operation.notNull().name());
        }
        place(table, operation.place());
        return found.writes(table, column(operation.column().name()));
    }

    /** Two columns behind one come to stand in another order where they are added in another. */
    private void place(TableName table, @Nullable ColumnPlace place) {
        if (place != null) {
            found.writes(table, PLACES);
        }
        if (place != null && place.after() != null) {
            found.reads(table, column(place.after()));
        }
    }

    @Override
    public Footprint dropColumn(DropColumn operation) {
        return found.writes(operation.table(), column(operation.column())).writes(operation.table(), KEYS);
    }

    @Override
    public Footprint renameColumn(RenameColumn operation) {
        return found.writes(operation.table(), column(operation.column()))
                .writes(operation.table(), column(operation.newName()));
    }

    @Override
    public Footprint alterColumn(AlterColumn operation) {
        TableName table = operation.table();
        ColumnChange change = operation.change();
        found.defines(change.using()).writes(table, column(operation.column())).reads(table, ROWS);
        place(table, change.place());
        if (change.newName() != null) {
            found.writes(table, column(change.newName()));
        }
        if (change.type() != null) {
            found.defines(change.type().accept(new TypeText()));
        }
        if (change.using() != null || change.generatedChange() != null) {
            found.readsWhole(table);
        }
        ColumnChange.DefaultChange newDefault = change.defaultChange();
        if (newDefault != null && newDefault.value() instanceof DefaultValue.Expression expression) {
            found.defines(expression.sql());
        }
        return found;
    }

    @Override
    public Footprint createIndex(CreateIndex operation) {
        read(operation.table(), operation.index());
        writeName(operation.table(), operation.index().name());
        return found;
    }

    @Override
    public Footprint dropIndex(DropIndex operation) {
        writeName(operation.table(), operation.name());
        return found.writes(operation.table(), KEYS);
    }

    @Override
    public Footprint renameIndex(RenameIndex operation) {
        writeName(operation.table(), operation.name());
        writeName(operation.table(), operation.newName());
        return found.writes(operation.table(), KEYS);
    }

    @Override
    public Footprint renameConstraint(RenameConstraint operation) {
        writeName(operation.table(), operation.name());
        writeName(operation.table(), operation.newName());
        return found.writes(operation.table(), KEYS);
    }

    @Override
    public Footprint createPrimaryKey(CreatePrimaryKey operation) {
        readColumns(operation.table(), operation.primaryKey().columns());
        writeName(operation.table(), operation.primaryKey().name());
        return found.reads(operation.table(), ROWS).writes(operation.table(), KEYS);
    }

    @Override
    public Footprint createUniqueConstraint(CreateUniqueConstraint operation) {
        readColumns(operation.table(), operation.constraint().columns());
        writeName(operation.table(), operation.constraint().name());
        return found.reads(operation.table(), ROWS);
    }

    @Override
    public Footprint createCheckConstraint(CreateCheckConstraint operation) {
        writeName(operation.table(), operation.constraint().name());
        return found.readsWhole(operation.table())
                .defines(operation.constraint().condition());
    }

    @Override
    public Footprint createForeignKey(CreateForeignKey operation) {
        read(operation.table(), operation.foreignKey());
        writeName(operation.table(), operation.foreignKey().name());
        return found;
    }

    @Override
    public Footprint createExclusionConstraint(CreateExclusionConstraint operation) {
        read(operation.table(), operation.constraint());
        writeName(operation.table(), operation.constraint().name());
        return found;
    }

    @Override
    public Footprint createNotNullConstraint(CreateNotNullConstraint operation) {
        TableName table = operation.table();
        writeName(table, operation.constraint().name());
        return found.writes(table, column(operation.constraint().column())).reads(table, ROWS);
    }

    @Override
    public Footprint dropConstraint(DropConstraint operation) {
        writeName(operation.table(), operation.name());
        return found.writes(operation.table(), KEYS);
    }

    @Override
    public Footprint validateConstraint(ValidateConstraint operation) {
        writeName(operation.table(), operation.name());
        return found.reads(operation.table(), ROWS);
    }

    @Override
    public Footprint bulkInsert(BulkInsert operation) {
        operation.rows().forEach(row -> run(row.values()));
        return rows(operation.table());
    }

    @Override
    public Footprint bulkUpdate(BulkUpdate operation) {
        run(operation.values().values());
        where(operation.where());
        return rows(operation.table());
    }

    @Override
    public Footprint bulkDelete(BulkDelete operation) {
        where(operation.where());
        return rows(operation.table());
    }

    /** What the database computes may come from other tables. */
    private void run(Collection<? extends @Nullable Object> values) {
        for (Object value : values) {
            if (value instanceof SqlExpression expression) {
                found.runs(expression.sql());
            }
        }
    }

    private void where(@Nullable String condition) {
        if (condition != null) {
            found.runs(condition);
        }
    }

    @Override
    public Footprint loadCsv(LoadCsv operation) {
        return rows(operation.table());
    }

    /** What the backfill does, its own operation says. */
    @Override
    public Footprint requireBackfill(RequireBackfill operation) {
        return found.opaque();
    }

    /** Its SQL may read other tables. */
    @Override
    public Footprint backfill(Backfill operation) {
        if (operation.change() instanceof RowChange.RunRows) {
            return found.opaque();
        }
        operation.change().target().ifPresent(this::rows);
        if (operation.change() instanceof RowChange.SetColumns set) {
            set.expressions().values().forEach(found::runs);
        }
        where(operation.where());
        return rows(operation.table());
    }

    /** Defaults, checks and triggers of all columns have a say in a row. */
    private Footprint rows(TableName table) {
        return found.readsWhole(table).writes(table, ROWS);
    }

    @Override
    public Footprint executeSql(ExecuteSql operation) {
        if (operation.changes() == null) {
            return found.opaque();
        }
        operation.changes().forEach(change -> found.with(Footprint.of(change)));
        operation.variants().values().forEach(found::runs);
        return found.runs(operation.sql());
    }

    @Override
    public Footprint executeFile(ExecuteFile operation) {
        return found.opaque();
    }

    @Override
    public Footprint runCode(RunCode operation) {
        return found.opaque();
    }

    @Override
    public Footprint createSchema(CreateSchema operation) {
        return whole(TableName.of(operation.name()));
    }

    @Override
    public Footprint dropSchema(DropSchema operation) {
        return whole(TableName.of(operation.name()));
    }

    @Override
    public Footprint createSequence(CreateSequence operation) {
        return whole(operation.sequence().name());
    }

    @Override
    public Footprint alterSequence(AlterSequence operation) {
        return whole(operation.sequence());
    }

    @Override
    public Footprint dropSequence(DropSequence operation) {
        return whole(operation.sequence());
    }

    @Override
    public Footprint createEnum(CreateEnum operation) {
        return whole(operation.type().name());
    }

    @Override
    public Footprint addEnumValue(AddEnumValue operation) {
        return whole(operation.type());
    }

    @Override
    public Footprint renameEnumValue(RenameEnumValue operation) {
        return whole(operation.type());
    }

    @Override
    public Footprint dropEnum(DropEnum operation) {
        return whole(operation.type());
    }

    @Override
    public Footprint createView(CreateView operation) {
        return whole(operation.view().name()).defines(operation.view().query());
    }

    @Override
    public Footprint dropView(DropView operation) {
        return whole(operation.view());
    }

    @Override
    public Footprint createProgram(CreateProgram operation) {
        return program(operation.program().id()).defines(operation.program().definition());
    }

    @Override
    public Footprint dropProgram(DropProgram operation) {
        return program(operation.program());
    }

    /** A trigger takes part in all that happens to the rows of its table. */
    private Footprint program(StoredProgram.Id program) {
        TableName table = program.table();
        return table == null
                ? whole(program.name())
                : whole(program.name()).readsWhole(table).writes(table, ROWS);
    }
}
