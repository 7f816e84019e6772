package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.dialect.mysql.ColumnText.Clause;
import io.kmigrate.message.DefinitionMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of a column: as little as can be said, and the whole definition where it must be restated. */
final class ColumnAlteration {
    private final MysqlRenderer renderer;
    private final Unsupported unsupported;

    ColumnAlteration(MysqlRenderer renderer, Unsupported unsupported) {
        this.renderer = renderer;
        this.unsupported = unsupported;
    }

    List<String> alter(AlterColumn operation) {
        ColumnChange change = operation.change();
        if (change.using() != null) {
            return new ColumnConversion(renderer, this).convert(operation);
        }
        boolean restates = change.type() != null
                || change.nullable() != null
                || change.comment() != null
                || change.identityChange() != null
                || change.generatedChange() != null
                || change.collationChange() != null
                || change.place() != null
                || (change.defaultChange() != null
                        && (touchesExpression(operation, change.defaultChange())
                                || losesDefaultOfLongText(operation, change.defaultChange())));
        if (change.identityChange() != null) {
            requireNumbering(operation, change.identityChange().value());
        }
        List<String> statements = new ArrayList<>();
        if (restates) {
            statements.addAll(renderer.together(
                    operation.table(),
                    List.of("MODIFY COLUMN " + renderer.quote(operation.column()) + " "
                            + restated(operation.table(), operation.column(), change)
                            + renderer.sql(change.place()))));
        } else if (change.defaultChange() != null) {
            statements.addAll(literalDefault(operation, change.defaultChange()));
        }
        if (change.newName() != null) {
            statements.addAll(
                    renderer.renameColumn(new RenameColumn(operation.table(), operation.column(), change.newName())));
        }
        return statements;
    }

    /** MariaDB says nothing to DROP DEFAULT and keeps a default that is the moment (measured on 11.4). */
    private boolean touchesExpression(AlterColumn operation, ColumnChange.DefaultChange change) {
        return change.value() instanceof DefaultValue.Expression
                || renderer.table(operation.table())
                        .flatMap(table -> table.column(operation.column()))
                        .filter(column -> column.defaultValue() instanceof DefaultValue.Expression)
                        .isPresent();
    }

    /** MySQL refuses to set one that is NULL (1101), and an insert would fail without any. */
    private boolean losesDefaultOfLongText(AlterColumn operation, ColumnChange.DefaultChange change) {
        return change.value() == null
                && !renderer.flavour().treatsTextAsVarchar()
                && renderer.types()
                        .isLong(column(operation.table(), operation.column()).type());
    }

    private void requireNumbering(AlterColumn operation, @Nullable Identity wanted) {
        Column column = column(operation.table(), operation.column());
        Stream.of(column.identity(), wanted)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .forEach(identity -> unsupported.refuse(column, identity));
        if (wanted != null) {
            requireKey(operation);
        }
    }

    private void requireKey(AlterColumn operation) {
        boolean hasKey = renderer.table(operation.table()).stream()
                .anyMatch(table ->
                        TableKeys.of(table, renderer.text(table.name())).beginWith(operation.column()));
        if (!hasKey) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.numberingWithoutKey(
                    renderer.flavourLabel(),
                    operation.column(),
                    operation.table().toString()));
        }
    }

    /**
     * A default alone needs no restating. A column that can be null gets the default NULL: without one, an
     * insert that does not name it would fail.
     */
    private List<String> literalDefault(AlterColumn operation, ColumnChange.DefaultChange change) {
        Column column = column(operation.table(), operation.column());
        DefaultValue value = change.value();
        String action = "ALTER COLUMN " + renderer.quote(operation.column());
        if (value == null) {
            action += column.nullable() ? " SET DEFAULT NULL" : " DROP DEFAULT";
        } else {
            action += " SET DEFAULT " + renderer.defaultFor(column.type(), value);
        }
        return renderer.together(operation.table(), List.of(action));
    }

    /** All of a column, changed: in the database's own words where there is one, as replayed otherwise. */
    String restated(TableName table, String name, ColumnChange change) {
        Optional<String> live = renderer.text(table).flatMap(text -> text.column(name));
        if (live.isPresent()) {
            ColumnText text =
                    ColumnText.parse(live.get(), new MysqlLiterals(renderer.flavour()), renderer.backslashEscapes());
            return new ColumnRestatement(renderer, table, text).apply(change).toString();
        }
        Column changed = change.applyTo(column(table, name));
        boolean keepsCollation = change.type() == null || renderer.types().isText(change.type());
        return renderer.columnDefinition(
                keepsCollation ? changed : changed.withCollation(null),
                renderer.table(table).orElseThrow());
    }

    private Column column(TableName table, String name) {
        return renderer.table(table)
                .flatMap(found -> found.column(name))
                .orElseThrow(() -> DefinitionMessages.restatedColumn(renderer.flavourLabel(), name, table.toString())
                        .exception());
    }

    /** The column's type before and after, as far as they are known. */
    ColumnType typeAfter(AlterColumn operation) {
        ColumnType changed = operation.change().type();
        return changed != null
                ? changed
                : column(operation.table(), operation.column()).type();
    }

    /** Columns of the table that would take the moment of every update, set to what they are. */
    List<String> standingStill(TableName table, String changed) {
        return updatedByThemselves(table, changed).stream()
                .map(name -> renderer.quote(name) + " = " + renderer.quote(name))
                .toList();
    }

    /** Other columns than the changed one that get the moment of every update. */
    List<String> updatedByThemselves(TableName table, String changed) {
        return renderer.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .map(Column::name)
                .filter(name -> !name.equals(changed) && updatesItself(table, name))
                .toList();
    }

    private boolean updatesItself(TableName table, String name) {
        return renderer.text(table)
                .flatMap(text -> text.column(name))
                .map(text -> ColumnText.parse(text, new MysqlLiterals(renderer.flavour()), true))
                .filter(text -> text.has(Clause.ON_UPDATE))
                .isPresent();
    }
}
