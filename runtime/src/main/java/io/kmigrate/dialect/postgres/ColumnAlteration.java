package io.kmigrate.dialect.postgres;

import static io.kmigrate.dialect.postgres.PostgresRenderer.LITERALS;
import static io.kmigrate.dialect.postgres.PostgresRenderer.NAMES;
import static io.kmigrate.dialect.postgres.PostgresRenderer.TYPES;

import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.DefinitionMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER COLUMN: one ALTER TABLE for all that can share it, so that a large table is gone over once. */
final class ColumnAlteration {
    private final PostgresRenderer renderer;
    private final AlterColumn operation;
    private final ColumnChange change;
    private final TableName table;
    private final @Nullable Column old;

    /**
     * An alteration.
     *
     * @param old null where the column is not known
     */
    ColumnAlteration(PostgresRenderer renderer, AlterColumn operation, @Nullable Column old) {
        this.renderer = renderer;
        this.operation = operation;
        this.change = operation.change();
        this.table = operation.table();
        this.old = old;
    }

    List<String> statements() {
        String column = NAMES.quote(operation.column());
        List<String> statements = new ArrayList<>();
        // A numbering stands where a default would, and a column that is numbered must be NOT NULL first.
        if (change.identityChange() != null && PostgresRenderer.isSerial(old)) {
            statements.addAll(alter(List.of("DROP DEFAULT")));
            statements.add(ownSequence("DROP SEQUENCE ", ""));
        } else if (dropsIdentity()) {
            statements.addAll(alter(List.of("DROP IDENTITY IF EXISTS")));
            statements.addAll(alter(List.of("DROP DEFAULT")));
        }
        statements.addAll(alter(actions()));
        if (change.identityChange() == null && change.type() instanceof IntegerType && PostgresRenderer.isSerial(old)) {
            // The sequence of an identity column follows its type; that of a serial would end at the old one's limit.
            statements.add(ownSequence("ALTER SEQUENCE ", " AS " + TYPES.sql(change.type())));
        }
        if (change.identityChange() != null && change.identityChange().value() != null) {
            statements.addAll(number(change.identityChange().value()));
        }
        if (change.comment() != null) {
            String text = change.comment().isEmpty() ? null : change.comment();
            statements.add(renderer.comment(table, operation.column(), text));
        }
        if (change.newName() != null) {
            statements.add("ALTER TABLE " + NAMES.quote(table) + " RENAME COLUMN " + column + " TO "
                    + NAMES.quote(change.newName()));
        }
        return statements;
    }

    private List<String> alter(List<String> actions) {
        String prefix = "ALTER COLUMN " + NAMES.quote(operation.column()) + " ";
        return actions.isEmpty()
                ? List.of()
                : List.of(
                        "ALTER TABLE " + NAMES.quote(table) + " " + prefix + String.join(",\n    " + prefix, actions));
    }

    private List<String> actions() {
        List<String> actions = new ArrayList<>();
        if (change.generatedChange() != null) {
            actions.add(generated(change.generatedChange().value()));
        }
        actions.addAll(typeAndDefault());
        if (change.nullable() != null) {
            actions.add(change.nullable() ? "DROP NOT NULL" : "SET NOT NULL");
        }
        return actions;
    }

    private String generated(@Nullable Generated generated) {
        if (generated == null) {
            return "DROP EXPRESSION";
        }
        if (old == null || old.generated() == null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.computingPlainColumn("PostgreSQL", operation.column(), table.toString()));
        }
        renderer.requireServer(
                17,
                server -> UnsupportedColumnMessages.changedExpression(server, operation.column(), table.toString()));
        return "SET EXPRESSION AS (" + SqlFragment.closed(generated.expression()) + ")";
    }

    private boolean dropsIdentity() {
        return change.identityChange() != null && change.identityChange().value() == null;
    }

    /** The sequence that the column owns has any name. */
    private String ownSequence(String before, String after) {
        return "DO $kmigrate$ BEGIN EXECUTE '" + before + "' || pg_get_serial_sequence("
                + LITERALS.render(NAMES.quote(table)) + ", " + LITERALS.render(operation.column()) + ") || '" + after
                + "'; END $kmigrate$";
    }

    /** Numbers go on behind those that rows already have. */
    private List<String> number(Identity identity) {
        if (old != null && old.identity() != null && !PostgresRenderer.isSerial(old)) {
            return alter(List.of("SET GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " SET START WITH "
                    + identity.start() + " SET INCREMENT BY " + identity.increment()));
        }
        String column = NAMES.quote(operation.column());
        List<String> statements = new ArrayList<>(alter(List.of("ADD " + PostgresRenderer.identity(identity))));
        statements.add("SELECT setval(pg_get_serial_sequence(" + LITERALS.render(NAMES.quote(table)) + ", "
                + LITERALS.render(operation.column()) + "), greatest(coalesce(max(" + column + "), 0) + 1, "
                + identity.start() + "), false) FROM " + NAMES.quote(table));
        return statements;
    }

    /** The collation is restated: a change of type would reset it. */
    private String collation(TypeChange typeChange) {
        if (change.collationChange() != null) {
            String name = change.collationChange().value();
            return " COLLATE " + NAMES.quote(name == null ? "default" : name);
        }
        return old != null && typeChange.takesCollation() ? renderer.collation(old) : "";
    }

    private List<String> typeAndDefault() {
        ColumnType type = newType();
        ColumnChange.DefaultChange newDefault = change.defaultChange();
        List<String> actions = new ArrayList<>();
        if (type == null) {
            if (newDefault != null) {
                actions.add(
                        newDefault.value() == null
                                ? "DROP DEFAULT"
                                : "SET DEFAULT " + renderer.defaultValue(newDefault.value()));
            }
            return actions;
        }
        TypeChange typeChange = new TypeChange(TYPES, old == null ? null : old.type(), type);
        DefaultValue kept =
                newDefault == null && old != null && typeChange.needsNewDefault() ? old.defaultValue() : null;
        boolean hadDefault = old == null || old.defaultValue() != null;
        if (kept != null || (newDefault != null && hadDefault)) {
            actions.add("DROP DEFAULT");
        }
        actions.add(type(type, typeChange));
        if (newDefault != null && newDefault.value() != null) {
            actions.add("SET DEFAULT " + renderer.defaultValue(newDefault.value()));
        } else if (kept != null) {
            actions.add("SET DEFAULT " + typeChange.newDefault(kept, LITERALS));
        }
        return actions;
    }

    private String type(ColumnType type, TypeChange typeChange) {
        String said = change.using();
        if (ColumnChange.TO_FILL.equals(said) || (said == null && !typeChange.isPossible())) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.noConversion(
                    "PostgreSQL",
                    old == null ? "the old type" : old.type().toString(),
                    type.toString(),
                    operation.column(),
                    table.toString()));
        }
        String using = said != null ? said : typeChange.using(NAMES.quote(operation.column()));
        return "TYPE " + TYPES.sql(type) + collation(typeChange)
                + (using == null ? "" : " USING " + SqlFragment.closed(using));
    }

    private @Nullable ColumnType newType() {
        if (change.type() != null || (change.using() == null && change.collationChange() == null)) {
            return change.type();
        }
        if (old == null) {
            throw DefinitionMessages.typeOfColumn("PostgreSQL", operation.column())
                    .exception();
        }
        return old.type();
    }
}
