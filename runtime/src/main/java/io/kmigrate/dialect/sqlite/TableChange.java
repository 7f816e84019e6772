package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.dialect.sqlite.Clause.Kind;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.ColumnChange.IdentityChange;
import io.kmigrate.operation.ColumnPlace;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change of one table: by ALTER TABLE where SQLite has it, else by editing its text and rebuilding it. A
 * change that is shared collects edits until it is asked for the statements of all.
 */
final class TableChange {
    private static final Set<Kind> NATIVELY_DROPPED = Set.of(Kind.CHECK, Kind.FOREIGN_KEY, Kind.REFERENCES);

    private final SqliteRenderer renderer;
    private final Names names = Names.standard();
    private final String table;
    private final TableDefinition definition;
    private TableText text;
    private final Catalog catalog;
    private final boolean altersConstraints;
    private boolean isShared;
    private @Nullable TableRebuild rebuild;

    TableChange(SqliteRenderer renderer, TableName table, Catalog catalog) {
        this.renderer = renderer;
        this.table = table.name();
        this.catalog = catalog;
        this.definition = TableDefinition.of(table, catalog, renderer);
        this.text = definition.text();
        this.altersConstraints = catalog instanceof SqliteCatalog live && live.altersConstraints();
    }

    TableChange sharing() {
        isShared = true;
        return this;
    }

    /** Those of the rebuild, where there was anything to change. */
    List<String> statements() {
        return rebuild == null ? List.of() : rebuild.statements();
    }

    /** The statements of a change that stands alone; a shared one goes on collecting. */
    private List<String> done() {
        return isShared ? List.of() : statements();
    }

    /** The table's text from now on. */
    private TableRebuild rebuild(TableText edited) {
        text = edited;
        rebuild = rebuild == null
                ? new TableRebuild(names, table, definition, edited, catalog)
                : rebuild.becoming(edited);
        return rebuild;
    }

    private boolean isNew(String column) {
        return definition.text().column(column).isEmpty();
    }

    /**
     * Adds a column.
     *
     * @param references its inline foreign key, or empty
     * @param place where it stands; the end needs no rebuild
     */
    List<String> add(Column column, String references, @Nullable ColumnPlace place) {
        Column spelled = text.isStrict() ? column.withType(new CustomType(SqliteTypes.strict(column.type()))) : column;
        String sql = names.quote(column.name()) + " "
                + renderer.columnDefinition(spelled, Table.of(TableName.of(table), List.of(spelled), null))
                + (references.isEmpty() ? "" : " " + references);
        if (!isShared && place == null && canBeAdded(column, !references.isEmpty())) {
            return List.of("ALTER TABLE " + names.quote(table) + " ADD COLUMN " + sql);
        }
        TableRebuild adding = rebuild(moved(text.plusColumn(sql), column.name(), place));
        if (!column.nullable() && column.defaultValue() == null && column.generated() == null) {
            adding.refusingRows(table + " has rows, and its new column " + column.name() + " has no default for them");
        }
        return done();
    }

    /** The text with a column at its place. */
    private TableText moved(TableText edited, String column, @Nullable ColumnPlace place) {
        if (place == null) {
            return edited;
        }
        String after = place.after() == null ? null : column(place.after()).name();
        return edited.withPlace(column, after);
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
            throw new ReplayException(SchemaMessages.columnInUse(table.toString(), name, String.join(", ", users)));
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
        ColumnText column = column(name);
        String old = column.name();
        ColumnType type = change.type();
        IdentityChange numbering = change.identityChange();
        ColumnText result = new ColumnEdit(renderer, table, text).of(column, change);
        if (isNative(change)) {
            return alterNullable(old, change);
        }
        if (result.text().equals(column.text())
                && change.using() == null
                && numbering == null
                && change.place() == null) {
            return List.of();
        }
        TableText altered = moved(text.withColumn(name, found -> result), old, change.place());
        TableRebuild altering = rebuild(
                numbering == null
                        ? altered
                        : new RowNumbering(names, table, old).changed(altered, numbering.value(), type));
        String value = change.using() == null ? names.quote(old) : change.using();
        if (change.using() != null) {
            altering.copying(old, value);
        } else if (type != null) {
            altering.converting(old, column.type(), type);
        }
        if (Boolean.FALSE.equals(change.nullable())) {
            altering.refusingNull(old, value);
        }
        return done();
    }

    /** True where nothing but the nullability changes, and SQLite changes that itself. */
    private boolean isNative(ColumnChange change) {
        return altersConstraints
                && !isShared
                && change.nullable() != null
                && Stream.of(
                                change.type(),
                                change.using(),
                                change.defaultChange(),
                                change.identityChange(),
                                change.generatedChange(),
                                change.collationChange(),
                                change.place())
                        .allMatch(Objects::isNull);
    }

    private List<String> alterNullable(String column, ColumnChange change) {
        boolean nullable = Boolean.TRUE.equals(change.nullable());
        String sql = alterTable("ALTER COLUMN " + names.quote(column) + (nullable ? " DROP" : " SET") + " NOT NULL");
        return nullable
                ? List.of(sql)
                : guarded(table + "." + column + " holds NULL in some rows", names.quote(column) + " IS NULL", sql);
    }

    private String alterTable(String action) {
        return "ALTER TABLE " + names.quote(table) + " " + action;
    }

    /** SQLite itself says of rows that break a rule only that they do. */
    private List<String> guarded(String sentence, String broken, String sql) {
        RebuildGuard guard = new RebuildGuard(names);
        guard.beforeCopy(sentence, "SELECT count(*) FROM " + names.quote(table) + " WHERE " + broken);
        List<String> statements = new ArrayList<>(guard.open());
        statements.addAll(guard.checkBeforeCopy());
        statements.add(sql);
        statements.addAll(guard.close());
        return statements;
    }

    List<String> addPrimaryKey(PrimaryKey key, String sql) {
        if (!text.primaryKey().isEmpty()) {
            throw new ReplayException(SchemaMessages.duplicatePrimaryKey(table.toString(), text.primaryKey()));
        }
        TableText edited = text.plusConstraint(sql);
        for (String name : key.columns()) {
            edited = edited.withColumn(column(name).name(), column -> column.withNullable(false));
        }
        TableRebuild keying = rebuild(edited);
        if (key.columns().stream().noneMatch(this::isNew)) {
            keying.refusingDuplicates(key.columns());
            key.columns().forEach(name -> keying.refusingNull(name, names.quote(name)));
        }
        return done();
    }

    List<String> addUnique(UniqueConstraint constraint, String sql) {
        constraint.columns().forEach(this::column);
        TableRebuild adding = rebuild(text.plusConstraint(sql));
        if (constraint.columns().stream().noneMatch(this::isNew)) {
            adding.refusingDuplicates(constraint.columns());
        }
        return done();
    }

    List<String> addCheck(CheckConstraint check, String sql) {
        if (altersConstraints && !isShared) {
            String name = check.name() == null ? "the new check" : "check " + check.name();
            return guarded(
                    table + " has rows that break " + name,
                    "NOT (" + SqlFragment.closed(check.condition()) + ")",
                    alterTable("ADD " + sql));
        }
        rebuild(text.plusConstraint(sql));
        return done();
    }

    List<String> addForeignKey(String sql) {
        rebuild(text.plusConstraint(sql));
        return done();
    }

    List<String> dropConstraint(String name, boolean ifExists) {
        List<Clause> found = constraints(name);
        if (found.isEmpty() && ifExists) {
            return List.of();
        }
        if (found.isEmpty()) {
            throw unknown("constraint", name, constraintNames());
        }
        if (altersConstraints
                && !isShared
                && found.size() == 1
                && found.get(0).name() != null
                && NATIVELY_DROPPED.contains(found.get(0).kind())) {
            return List.of(alterTable("DROP CONSTRAINT " + names.quote(name)));
        }
        boolean isKey = found.stream().anyMatch(clause -> clause.kind() == Kind.PRIMARY_KEY);
        if (isKey && text.isWithoutRowId()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.tableWithoutRowIdAndKey("SQLite", table.toString()));
        }
        TableText edited = text.without(found::contains);
        for (String column : isKey ? text.primaryKey() : List.<String>of()) {
            edited = edited.withColumn(column, open -> open.withNullable(false));
        }
        rebuild(edited);
        return done();
    }

    List<String> renameConstraint(String name, String newName) {
        List<Clause> found = constraints(name);
        if (found.isEmpty()) {
            throw unknown("constraint", name, constraintNames());
        }
        rebuild(text.withName(found.get(0), names.quote(newName)));
        return done();
    }

    private List<Clause> constraints(String name) {
        List<Clause> found = text.allClauses()
                .filter(clause -> name.equalsIgnoreCase(clause.name()))
                .toList();
        return found.isEmpty()
                ? ImpliedClause.of(text, TableName.of(table), name).stream().toList()
                : found;
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

    private ReplayException unknown(String what, String name, List<String> known) {
        return new ReplayException(
                what.equals("column")
                        ? SchemaMessages.unknownColumn(table.toString(), name, known)
                        : SchemaMessages.unknownConstraint(table.toString(), name, known));
    }
}
