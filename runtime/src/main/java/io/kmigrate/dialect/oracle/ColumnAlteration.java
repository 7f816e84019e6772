package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.ColumnDependents;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.DefinitionMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a column. MODIFY says only what changes: NOT NULL twice is an error. It changes no type of a column
 * that holds rows but for more room, so that any other type comes with a new column in the old one's place.
 */
final class ColumnAlteration {
    /** Of the column that takes converted values, until it has the old one's name. */
    private static final String NEW_COLUMN = "kmigrate_new";

    private final OracleRenderer renderer;
    private final TableName table;
    private final String name;
    private final ColumnChange change;
    private final @Nullable Table before;
    private final @Nullable Column old;

    ColumnAlteration(OracleRenderer renderer, AlterColumn operation) {
        this.renderer = renderer;
        table = operation.table();
        name = operation.column();
        change = operation.change();
        before = renderer.before(table).orElse(null);
        old = before == null ? null : before.column(name).orElse(null);
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        if (change.using() != null || needsNewColumn() || losesExpression()) {
            statements.addAll(replacement());
        } else {
            statements.addAll(modification());
            if (change.comment() != null) {
                statements.add(renderer.columnComment(table, name, change.comment()));
            }
        }
        if (change.newName() != null) {
            // Last, as it takes checks and indexes along.
            statements.addAll(renaming(name, change.newName()));
        }
        return statements;
    }

    private boolean needsNewColumn() {
        return changesType() && old != null && !OracleRenderer.TYPES.canModify(old.type(), newType(old));
    }

    /** A virtual column has no values that could stay. */
    private boolean losesExpression() {
        return change.generatedChange() != null && change.generatedChange().value() == null;
    }

    private boolean changesType() {
        return change.type() != null && (old == null || !OracleRenderer.sameType(old.type(), change.type()));
    }

    private ColumnType newType(Column known) {
        return change.type() == null ? known.type() : change.type();
    }

    private List<String> modification() {
        List<String> parts = new ArrayList<>();
        if (change.type() != null && changesType()) {
            parts.add(OracleRenderer.TYPES.sql(change.type()));
        }
        if (change.defaultChange() != null) {
            Column column = Column.of(name, new ColumnType.BooleanType())
                    .withDefault(change.defaultChange().value());
            parts.add("DEFAULT " + renderer.defaultClause(column));
        }
        addSpecialties(parts);
        Boolean nullable = change.nullable();
        if (nullable != null && old != null && old.nullable() != nullable) {
            parts.add(nullability(nullable));
        }
        List<String> statements = new ArrayList<>(parts.isEmpty() ? List.of() : modify(String.join(" ", parts)));
        if (nullable != null && old == null) {
            int isSoAlready = nullable ? PlSql.ALREADY_NULL : PlSql.ALREADY_NOT_NULL;
            statements.addAll(PlSql.unless(isSoAlready, modify(nullability(nullable))));
        }
        return statements;
    }

    /** Numbering can be changed or dropped, and an expression replaced; neither can be given to a plain column. */
    private void addSpecialties(List<String> parts) {
        if (change.collationChange() != null) {
            String collation = change.collationChange().value();
            parts.add(Refusals.collation(collation == null ? "USING_NLS_COMP" : collation)
                    .strip());
        }
        if (change.identityChange() != null) {
            Identity identity = change.identityChange().value();
            if (identity != null && (old == null || !old.autoIncrement())) {
                throw new UnsupportedOperationByDialectException(
                        UnsupportedColumnMessages.numberingOfFilledColumn("Oracle", name, table.toString()));
            }
            parts.add(identity == null ? "DROP IDENTITY" : OracleRenderer.identity(identity));
        }
        if (change.generatedChange() != null && change.generatedChange().value() != null) {
            if (old == null || old.generated() == null) {
                throw new UnsupportedOperationByDialectException(
                        UnsupportedColumnMessages.computingPlainColumn("Oracle", name, table.toString()));
            }
            parts.add(Refusals.generated(name, change.generatedChange().value()).strip());
        }
    }

    private static String nullability(boolean nullable) {
        return nullable ? "NULL" : "NOT NULL";
    }

    private List<String> modify(String definition) {
        return renderer.alterTable(table, "MODIFY (" + OracleNames.NAMES.quote(name) + " " + definition + ")");
    }

    private List<String> renaming(String from, String to) {
        return renderer.alterTable(
                table, "RENAME COLUMN " + OracleNames.NAMES.quote(from) + " TO " + OracleNames.NAMES.quote(to));
    }

    /** The new column comes last in the table, and what hung on the old one is made again. */
    private List<String> replacement() {
        Column found = old;
        Table known = before;
        if (found == null || known == null) {
            throw DefinitionMessages.convertedColumn("Oracle", name, table.toString())
                    .exception();
        }
        if (found.autoIncrement() || (found.generated() != null && !losesExpression())) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.conversionOfOwnValues("Oracle", name, table.toString()));
        }
        Column wanted = change.applyTo(found);
        ColumnDependents hanging =
                ColumnDependents.of(known, name).with(ColumnDependents.ofText(known, OracleNames.stored(name)));
        DependentStatements dependents = new DependentStatements(renderer, table);
        String added = OracleNames.NAMES.quote(NEW_COLUMN);
        List<String> statements = new ArrayList<>(dependents.drop(hanging));
        statements.addAll(renderer.alterTable(
                table,
                "ADD (" + added + " " + OracleRenderer.TYPES.sql(wanted.type()) + Refusals.collation(wanted.collation())
                        + ")"));
        statements.add("UPDATE " + OracleNames.NAMES.quote(table) + " SET " + added + " = "
                + conversion(found.type(), wanted.type()));
        statements.addAll(renderer.alterTable(table, "DROP COLUMN " + OracleNames.NAMES.quote(name)));
        statements.addAll(renaming(NEW_COLUMN, name));
        String definition = (wanted.defaultValue() == null ? "" : "DEFAULT " + renderer.defaultClause(wanted))
                + (wanted.nullable() ? "" : " NOT NULL");
        if (!definition.isEmpty()) {
            statements.addAll(modify(definition.strip()));
        }
        if (wanted.comment() != null) {
            statements.add(renderer.columnComment(table, name, wanted.comment()));
        }
        Table after = known.withColumn(name, wanted);
        OracleRenderer afterwards = new OracleRenderer(Catalog.of(Snapshot.of(List.of(after))));
        statements.addAll(hanging.create(table, afterwards));
        return statements;
    }

    /** Large text and bytes have no CAST; an assignment converts them. */
    private String conversion(ColumnType from, ColumnType to) {
        String column = OracleNames.NAMES.quote(name);
        if (change.using() != null) {
            return change.using();
        }
        if (OracleRenderer.sameType(from, to)) {
            return column;
        }
        String type = OracleRenderer.TYPES.sql(to);
        if (type.equals("CLOB")) {
            return "TO_CLOB(" + column + ")";
        }
        boolean isLarge = OracleRenderer.TYPES.isLarge(from) || OracleRenderer.TYPES.isLarge(to);
        return isLarge ? column : "CAST(" + column + " AS " + type + ")";
    }
}
