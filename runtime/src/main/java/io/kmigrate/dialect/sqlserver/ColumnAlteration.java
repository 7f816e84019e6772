package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.ColumnDependents;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.DefinitionMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a column. ALTER COLUMN restates type, collation and nullability together, and is refused while a
 * default, an index or a constraint hangs on the column; so are renames while a condition mentions it. What is
 * in the way is dropped before and made again after.
 */
final class ColumnAlteration {
    /** Of the column that takes converted values, until it has the old one's name. */
    private static final String NEW_COLUMN = "kmigrate_new";

    private final SqlServerRenderer renderer;
    private final AlterColumn operation;
    private final TableName table;
    private final ColumnChange change;
    private final @Nullable Table before;
    private final @Nullable Column old;
    private final String newName;

    ColumnAlteration(SqlServerRenderer renderer, AlterColumn operation) {
        this.renderer = renderer;
        this.operation = operation;
        table = operation.table();
        change = operation.change();
        before = renderer.before(table).orElse(null);
        old = before == null ? null : before.column(operation.column()).orElse(null);
        newName = change.newName() == null ? operation.column() : change.newName();
    }

    List<String> statements() {
        refuseNumbering();
        boolean inTheWay = change.using() != null || change.generatedChange() != null || redefines();
        DependentStatements dependents = new DependentStatements(renderer, table);
        List<String> statements = new ArrayList<>(dependents.drop(dependents(before, operation.column(), inTheWay)));
        if (change.using() != null) {
            statements.addAll(replacement(change.using()));
        } else if (change.generatedChange() != null) {
            statements.addAll(generation(change.generatedChange().value()));
        } else {
            statements.addAll(inPlace());
        }
        Table after = before == null
                ? null
                : operation.apply(Snapshot.of(List.of(before))).table(table).orElse(null);
        if (after != null) {
            SqlServerRenderer afterwards = new SqlServerRenderer(Catalog.of(Snapshot.of(List.of(after))));
            statements.addAll(dependents(after, newName, inTheWay).create(table, afterwards));
        }
        return statements;
    }

    /** True when ALTER COLUMN has something to say. */
    private boolean redefines() {
        boolean isOtherType =
                change.type() != null && (old == null || !SqlServerRenderer.sameType(old.type(), change.type()));
        boolean isOtherNullability = change.nullable() != null && (old == null || old.nullable() != change.nullable());
        return isOtherType || isOtherNullability || change.collationChange() != null;
    }

    private void refuseNumbering() {
        if (change.identityChange() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.changedNumbering("SQL Server", operation.column(), table.toString()));
        }
    }

    /** A computed column in the place of what was there, or a plain one with the values it had. */
    private List<String> generation(@Nullable Generated wanted) {
        Column found = old;
        if (found == null || wanted == null) {
            return replacement(SqlServerRenderer.NAMES.quote(operation.column()));
        }
        List<String> statements = new ArrayList<>();
        if (DefaultConstraint.isOn(found)) {
            statements.add(defaultOf(found.name()).drop(SqlServerRenderer.NAMES, SqlServerRenderer.LITERALS));
        }
        statements.addAll(
                renderer.alterTable(table, "DROP COLUMN " + SqlServerRenderer.NAMES.quote(operation.column())));
        Column computed = change.applyTo(found).withName(newName).withDefault(null);
        statements.addAll(renderer.addColumn(new AddColumn(table, computed, null, false)));
        return statements;
    }

    private ColumnDependents dependents(@Nullable Table of, String column, boolean inTheWay) {
        Table table = of == null ? Table.of(this.table, List.of(), null) : of;
        if (inTheWay && !onlyGetsRoom()) {
            return ColumnDependents.of(table, column);
        }
        boolean renames = change.newName() != null;
        return ColumnDependents.ofText(renames ? table : Table.of(this.table, List.of(), null), column);
    }

    /** What even an indexed column can do, unless it is in a key of the table. */
    private boolean onlyGetsRoom() {
        if (old == null || before == null || change.type() == null || change.using() != null) {
            return false;
        }
        ColumnDependents all = ColumnDependents.of(before, operation.column());
        boolean sameNullability = change.nullable() == null || change.nullable() == old.nullable();
        return sameNullability
                && all.primaryKey() == null
                && all.foreignKeys().isEmpty()
                && !SqlServerRenderer.TYPES.isUnbounded(change.type())
                && SqlServerRenderer.TYPES.isWider(old.type(), change.type());
    }

    private List<String> inPlace() {
        List<String> statements = new ArrayList<>();
        boolean redefines = redefines();
        if (redefines) {
            refuseComputed();
        }
        DefaultValue kept = redefines && !onlyGetsRoom() && old != null ? old.defaultValue() : null;
        boolean hadDefault = old == null || DefaultConstraint.isOn(old);
        if (hadDefault && (change.defaultChange() != null || (redefines && !onlyGetsRoom()))) {
            statements.add(defaultOf(operation.column()).drop(SqlServerRenderer.NAMES, SqlServerRenderer.LITERALS));
        }
        if (redefines) {
            statements.addAll(redefinition(operation.column(), definition()));
        }
        boolean keepsConstraint = hadDefault && change.defaultChange() == null && kept == null;
        statements.addAll(renaming(operation.column(), keepsConstraint));
        DefaultValue value =
                change.defaultChange() == null ? kept : change.defaultChange().value();
        statements.addAll(newDefault(value));
        if (change.comment() != null) {
            Boolean hadOne = old == null ? null : (Boolean) (old.comment() != null);
            statements.addAll(comment(hadOne, change.comment().isEmpty() ? null : change.comment()));
        }
        return statements;
    }

    private void refuseComputed() {
        if (old != null && old.generated() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.typeOfGeneratedColumn("SQL Server", operation.column()));
        }
    }

    /** The column with the new type and nullability, both of which must be known. */
    private Column definition() {
        ColumnType type = change.type() != null ? change.type() : old == null ? null : old.type();
        Boolean nullable =
                change.nullable() != null ? change.nullable() : old == null ? null : (Boolean) old.nullable();
        if (type == null || nullable == null) {
            throw DefinitionMessages.restOfColumn("SQL Server", operation.column(), table.toString())
                    .exception();
        }
        return Column.of(operation.column(), type).withNullable(nullable).withCollation(collation());
    }

    /** That of the database must be said by a name: left out, it is what the column would get anyway. */
    private @Nullable String collation() {
        if (change.collationChange() != null) {
            String wanted = change.collationChange().value();
            return wanted == null ? "database_default" : wanted;
        }
        return old == null ? null : old.collation();
    }

    private List<String> redefinition(String column, Column definition) {
        return renderer.alterTable(
                table,
                "ALTER COLUMN " + SqlServerRenderer.NAMES.quote(column) + " " + renderer.type(definition)
                        + (definition.nullable() ? " NULL" : " NOT NULL"));
    }

    private List<String> renaming(String from, boolean keepsConstraint) {
        if (from.equals(newName)) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        statements.add(renderer.rename(
                SqlServerRenderer.NAMES.quote(table) + "." + SqlServerRenderer.NAMES.quote(from), newName, "COLUMN"));
        if (keepsConstraint) {
            statements.add(
                    defaultOf(from).rename(defaultOf(newName), SqlServerRenderer.NAMES, SqlServerRenderer.LITERALS));
        }
        return statements;
    }

    private DefaultConstraint defaultOf(String column) {
        return new DefaultConstraint(table, column);
    }

    private List<String> newDefault(@Nullable DefaultValue value) {
        if (value == null) {
            return List.of();
        }
        Column column = Column.of(newName, new ColumnType.BooleanType()).withDefault(value);
        return renderer.alterTable(
                table,
                "ADD " + renderer.namedDefault(column, table) + " FOR " + SqlServerRenderer.NAMES.quote(newName));
    }

    private List<String> comment(@Nullable Boolean hadOne, @Nullable String text) {
        return renderer.comments().change(table, newName, hadOne, text, SqlServerRenderer.NAMES.quote(table));
    }

    /**
     * A new column in the place of the old one, which moves to the end of the table: there is no conversion of
     * one's own in ALTER COLUMN.
     */
    private List<String> replacement(String using) {
        Column found = old;
        if (found == null) {
            throw DefinitionMessages.convertedColumn("SQL Server", operation.column(), table.toString())
                    .exception();
        }
        if (found.autoIncrement() || (found.generated() != null && change.generatedChange() == null)) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.conversionOfOwnValues(
                    "SQL Server", operation.column(), table.toString()));
        }
        Column wanted = change.applyTo(found).withName(NEW_COLUMN).withDefault(null);
        String added = SqlServerRenderer.NAMES.quote(NEW_COLUMN);
        List<String> statements = new ArrayList<>();
        statements.addAll(renderer.alterTable(table, "ADD " + added + " " + renderer.type(wanted) + " NULL"));
        statements.add("UPDATE " + SqlServerRenderer.NAMES.quote(table) + " SET " + added + " = " + using);
        if (DefaultConstraint.isOn(found)) {
            statements.add(defaultOf(found.name()).drop(SqlServerRenderer.NAMES, SqlServerRenderer.LITERALS));
        }
        statements.addAll(
                renderer.alterTable(table, "DROP COLUMN " + SqlServerRenderer.NAMES.quote(operation.column())));
        statements.addAll(renaming(NEW_COLUMN, false));
        if (!wanted.nullable()) {
            statements.addAll(redefinition(newName, wanted));
        }
        statements.addAll(newDefault(change.applyTo(found).defaultValue()));
        if (wanted.comment() != null) {
            statements.addAll(comment(false, wanted.comment()));
        }
        return statements;
    }
}
