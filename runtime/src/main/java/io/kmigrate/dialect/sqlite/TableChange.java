package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.dialect.sqlite.Clause.Kind;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One change of one table: by ALTER TABLE where SQLite has it, else by editing its text and rebuilding it. */
final class TableChange {
    private final SqliteRenderer renderer;
    private final Names names = Names.standard();
    private final String table;
    private final TableDefinition definition;
    private final TableText text;

    TableChange(SqliteRenderer renderer, TableName table, Catalog catalog) {
        this.renderer = renderer;
        this.table = table.name();
        this.definition = TableDefinition.of(table, catalog, renderer);
        this.text = definition.text();
    }

    /**
     * Adds a column.
     *
     * @param references its inline foreign key, or empty
     */
    List<String> add(Column column, String references) {
        Column spelled = text.isStrict() ? column.withType(new CustomType(SqliteTypes.strict(column.type()))) : column;
        String sql = names.quote(column.name()) + " "
                + renderer.columnDefinition(spelled, Table.of(TableName.of(table), List.of(spelled), null))
                + (references.isEmpty() ? "" : " " + references);
        if (canBeAdded(column, !references.isEmpty())) {
            return List.of("ALTER TABLE " + names.quote(table) + " ADD COLUMN " + sql);
        }
        TableRebuild rebuild = rebuild(text.plusColumn(sql));
        return column.nullable() || column.defaultValue() != null || column.generated() != null
                ? rebuild.statements()
                : rebuild.refusingRows(
                                table + " has rows, and its new column " + column.name() + " has no default for them")
                        .statements();
    }

    /** What https://www.sqlite.org/lang_altertable.html#alter_table_add_column allows. */
    static boolean canBeAdded(Column column, boolean isForeignKey) {
        DefaultValue value = column.defaultValue();
        return (column.nullable() || value != null)
                && !(value instanceof DefaultValue.Expression)
                && !(value != null && isForeignKey)
                && (column.generated() == null || !column.generated().stored());
    }

    /** Constraints over the column alone go with it; SQLite itself says when a view or trigger needs it. */
    List<String> drop(String name) {
        ColumnText column = column(name);
        List<String> users = new ColumnUse(definition, column.name()).users();
        if (!users.isEmpty()) {
            throw new SchemaMismatchException(
                    "column-in-use",
                    "column " + name + " of table " + table + " is used by " + String.join(", ", users),
                    "drop or change these first");
        }
        TableText bare = text.without(clause -> ColumnUse.isOverAlone(clause, column.name()))
                .withColumn(name, found -> found.without(Kind.UNIQUE));
        List<String> statements = new ArrayList<>(
                bare.create("").equals(text.create(""))
                        ? List.of()
                        : rebuild(bare).statements());
        statements.add("ALTER TABLE " + names.quote(table) + " DROP COLUMN " + names.quote(name));
        return statements;
    }

    List<String> alter(String name, ColumnChange change) {
        if (change.identityChange() != null) {
            throw new UnsupportedOperationByDialectException(
                    "SQLite",
                    "begin or stop numbering the rows of " + table + " in column " + name,
                    "make a new table with or without autoIncrement() and copy the rows");
        }
        ColumnText column = column(name);
        String old = column.name();
        ColumnText edited = column;
        ColumnType type = change.type();
        if (type != null && !staysRowId(column, type)) {
            edited = edited.withType(text.isStrict() ? SqliteTypes.strict(type) : SqliteTypes.sql(type));
        }
        if (change.nullable() != null) {
            edited = edited.withNullable(change.nullable());
        }
        if (change.defaultChange() != null) {
            edited = withDefault(edited, change.defaultChange().value());
        }
        if (change.generatedChange() != null) {
            edited = withGenerated(edited, change.generatedChange().value());
        }
        if (change.collationChange() != null) {
            String collation = change.collationChange().value();
            ColumnText bare = edited.without(Kind.COLLATE);
            edited = collation == null ? bare : bare.plus("COLLATE " + names.quote(collation));
        }
        ColumnText result = edited;
        if (result.text().equals(column.text()) && change.using() == null) {
            return List.of();
        }
        TableRebuild rebuild = rebuild(text.withColumn(name, found -> result));
        String value = change.using() == null ? names.quote(old) : change.using();
        if (change.using() != null) {
            rebuild.copying(old, value);
        } else if (type != null) {
            rebuild.converting(old, column.type(), type);
        }
        return Boolean.FALSE.equals(change.nullable())
                ? rebuild.refusingNull(old, value).statements()
                : rebuild.statements();
    }

    /** INTEGER holds every whole number there is, and must be written so in a key that numbers rows. */
    private boolean staysRowId(ColumnText column, ColumnType type) {
        boolean isKey = text.primaryKey().equals(List.of(column.name()));
        if (!isKey || !column.type().equalsIgnoreCase("INTEGER")) {
            return false;
        }
        if (!(type instanceof IntegerType) && text.isAutoIncrement()) {
            throw new UnsupportedOperationByDialectException(
                    "SQLite",
                    "number the rows of " + table + " in a column of type " + type,
                    "keep a whole number, or make a new table");
        }
        return type instanceof IntegerType;
    }

    /** A plain column that becomes a computed one loses its values; the other way round they stay. */
    private ColumnText withGenerated(ColumnText column, @Nullable Generated value) {
        ColumnText bare = column.without(Kind.GENERATED);
        return value == null ? bare : bare.plus(SqliteRenderer.generated(value).strip());
    }

    private ColumnText withDefault(ColumnText column, @Nullable DefaultValue value) {
        ColumnText bare = column.without(Kind.DEFAULT);
        return value == null ? bare : bare.plus("DEFAULT " + renderer.defaultValue(value));
    }

    List<String> addPrimaryKey(PrimaryKey key, String sql) {
        if (!text.primaryKey().isEmpty()) {
            throw new SchemaMismatchException(
                    "duplicate-constraint",
                    "table " + table + " already has a primary key over " + String.join(", ", text.primaryKey()),
                    "drop it first");
        }
        TableText edited = text.plusConstraint(sql);
        for (String name : key.columns()) {
            edited = edited.withColumn(column(name).name(), column -> column.withNullable(false));
        }
        TableRebuild rebuild = rebuild(edited).refusingDuplicates(key.columns());
        key.columns().forEach(name -> rebuild.refusingNull(name, names.quote(name)));
        return rebuild.statements();
    }

    List<String> addUnique(UniqueConstraint constraint, String sql) {
        constraint.columns().forEach(this::column);
        return rebuild(text.plusConstraint(sql))
                .refusingDuplicates(constraint.columns())
                .statements();
    }

    /** A check or a foreign key. */
    List<String> addConstraint(String sql) {
        return rebuild(text.plusConstraint(sql)).statements();
    }

    List<String> dropConstraint(String name, boolean ifExists) {
        List<Clause> found = text.allClauses()
                .filter(clause -> name.equalsIgnoreCase(clause.name()))
                .toList();
        if (found.isEmpty() && ifExists) {
            return List.of();
        }
        if (found.isEmpty()) {
            throw unknown("constraint", name, constraintNames());
        }
        boolean isKey = found.stream().anyMatch(clause -> clause.kind() == Kind.PRIMARY_KEY);
        if (isKey && text.isWithoutRowId()) {
            throw new UnsupportedOperationByDialectException(
                    "SQLite", "keep table " + table + " WITHOUT ROWID and without a primary key", "make a new table");
        }
        TableText edited = text.without(clause -> name.equalsIgnoreCase(clause.name()));
        for (String column : isKey ? text.primaryKey() : List.<String>of()) {
            edited = edited.withColumn(column, open -> open.withNullable(false));
        }
        return rebuild(edited).statements();
    }

    private List<String> constraintNames() {
        return text.allClauses()
                .map(Clause::name)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private ColumnText column(String name) {
        return text.column(name)
                .orElseThrow(() -> unknown(
                        "column",
                        name,
                        text.columns().stream().map(ColumnText::name).toList()));
    }

    private SchemaMismatchException unknown(String what, String name, List<String> known) {
        return new SchemaMismatchException(
                "unknown-" + what,
                "table " + table + " has no " + what + " " + name
                        + known.stream().collect(Collectors.joining(", ", known.isEmpty() ? "" : "; it has ", "")),
                "correct the name");
    }

    private TableRebuild rebuild(TableText edited) {
        return new TableRebuild(names, table, definition, edited);
    }
}
