package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one change of a column. SET DATA TYPE keeps default, identity, comment and ON UPDATE;
 * only an expression that computes the column is in its way, and has to be said again.
 *
 * @param old null when it is not known
 */
record ColumnAlteration(
        H2Renderer renderer,
        AlterColumn operation,
        @Nullable Column old) {
    List<String> statements() {
        ColumnChange change = operation.change();
        if (change.collationChange() != null) {
            renderer.requireNoCollation(
                    operation.column(), change.collationChange().value());
        }
        List<String> actions = new ArrayList<>();
        dropOldDefault(actions);
        typeAndGeneration(actions);
        identity(actions);
        newDefault(actions);
        if (change.nullable() != null) {
            actions.add(change.nullable() ? "DROP NOT NULL" : "SET NOT NULL");
        }
        if (change.newName() != null) {
            actions.add("RENAME TO " + H2Renderer.NAMES.quote(change.newName()));
        }
        List<String> statements = new ArrayList<>();
        if (change.comment() != null) {
            String text = change.comment().isEmpty() ? null : change.comment();
            statements.add(renderer.comment(operation.table(), operation.column(), text));
        }
        String start = "ALTER TABLE " + H2Renderer.NAMES.quote(operation.table()) + " ALTER COLUMN " + column() + " ";
        actions.forEach(action -> statements.add(start + action));
        return statements;
    }

    private String column() {
        return H2Renderer.NAMES.quote(operation.column());
    }

    private @Nullable DefaultValue wantedDefault() {
        ColumnChange.DefaultChange change = operation.change().defaultChange();
        return change == null ? null : change.value();
    }

    /** Before a type that it may not fit. */
    private void dropOldDefault(List<String> actions) {
        ColumnChange change = operation.change();
        boolean staysInTheWay = change.type() != null && old != null && old.defaultValue() != null;
        if (change.defaultChange() != null && (wantedDefault() == null || staysInTheWay)) {
            actions.add("DROP DEFAULT");
        }
    }

    private void newDefault(List<String> actions) {
        DefaultValue wanted = wantedDefault();
        if (wanted != null) {
            ColumnType type = operation.change().type();
            ColumnType now = type == null && old != null ? old.type() : type;
            actions.add("SET DEFAULT " + renderer.defaultValue(wanted, now));
        }
    }

    private void typeAndGeneration(List<String> actions) {
        ColumnChange change = operation.change();
        Generated before = old == null ? null : old.generated();
        Generated after = change.generatedChange() == null
                ? before
                : change.generatedChange().value();
        boolean touched = change.generatedChange() != null || change.type() != null;
        if (before != null && touched) {
            actions.add("DROP EXPRESSION");
        }
        if (after != null && touched) {
            actions.add(H2Types.sql(type()) + renderer.generation(operation.column(), after));
        } else if (change.type() != null || change.using() != null) {
            actions.add("SET DATA TYPE " + H2Types.sql(type())
                    + (change.using() == null ? "" : " USING " + change.using()));
        }
    }

    private void identity(List<String> actions) {
        ColumnChange.IdentityChange change = operation.change().identityChange();
        if (change == null) {
            return;
        }
        Identity before = old == null ? null : old.identity();
        Identity after = change.value();
        if (after == null) {
            actions.add("DROP IDENTITY");
        } else if (before != null && before.start() == after.start() && before.increment() == after.increment()) {
            actions.add("SET GENERATED " + (after.always() ? "ALWAYS" : "BY DEFAULT"));
        } else {
            if (before != null) {
                actions.add("DROP IDENTITY");
            }
            actions.add(H2Types.sql(type()) + H2Renderer.identity(after));
            actions.add("RESTART WITH (" + firstFreeNumber(after) + ")");
        }
    }

    /** A column that begins to number may have numbers already. */
    private String firstFreeNumber(Identity identity) {
        boolean up = identity.increment() > 0;
        return "SELECT " + (up ? "GREATEST" : "LEAST") + "(" + identity.start() + ", COALESCE(" + (up ? "MAX" : "MIN")
                + "(" + column() + ") + " + identity.increment() + ", " + identity.start() + ")) FROM "
                + H2Renderer.NAMES.quote(operation.table());
    }

    private ColumnType type() {
        ColumnType type = operation.change().type();
        if (type == null && old == null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.changeWithoutType("H2", operation.column()));
        }
        return type == null ? Objects.requireNonNull(old).type() : type;
    }
}
