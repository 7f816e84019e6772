package io.kmigrate.dialect.mysql;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of type whose values come from an expression. These databases know no USING: the new values are
 * worked out in a column of their own, while the old one, emptied, takes the new type in its place and with
 * its indexes.
 */
final class ColumnConversion {
    private static final String SUFFIX = "_kmigrate";

    private final MysqlRenderer renderer;
    private final ColumnAlteration alteration;

    ColumnConversion(MysqlRenderer renderer, ColumnAlteration alteration) {
        this.renderer = renderer;
        this.alteration = alteration;
    }

    List<String> convert(AlterColumn operation) {
        TableName table = operation.table();
        ColumnChange change = operation.change();
        ColumnType type = alteration.typeAfter(operation);
        String column = renderer.quote(operation.column());
        String values = renderer.quote(shortened(operation.column()) + SUFFIX);
        String modify = "MODIFY COLUMN " + column + " ";
        ColumnChange emptied = ColumnChange.none().withNullable(true).withDefault(null);
        String using = renderer.expression(String.valueOf(change.using()), table);

        List<String> statements = new ArrayList<>();
        statements.addAll(renderer.together(
                table,
                List.of(
                        "ADD COLUMN " + values + " " + renderer.types().sql(type) + " NULL",
                        modify + alteration.restated(table, operation.column(), emptied))));
        statements.add(update(operation, values + " = (" + using + "), " + column + " = NULL"));
        statements.addAll(renderer.together(
                table, List.of(modify + alteration.restated(table, operation.column(), emptied.withType(type)))));
        statements.add(update(operation, column + " = " + values));
        statements.addAll(renderer.together(
                table,
                List.of(
                        "DROP COLUMN " + values,
                        modify
                                + alteration.restated(table, operation.column(), change.withType(type))
                                + renderer.sql(change.place()))));
        if (change.newName() != null) {
            statements.addAll(renderer.renameColumn(new RenameColumn(table, operation.column(), change.newName())));
        }
        return statements;
    }

    /** Columns with ON UPDATE CURRENT_TIMESTAMP keep their values when they are assigned to themselves. */
    private String update(AlterColumn operation, String assignment) {
        List<String> assignments = new ArrayList<>(List.of(assignment));
        assignments.addAll(alteration.standingStill(operation.table(), operation.column()));
        return "UPDATE " + renderer.names().quote(operation.table()) + " SET " + String.join(", ", assignments);
    }

    private static String shortened(String name) {
        int room = MysqlNames.MAXIMUM_LENGTH - SUFFIX.length();
        return name.length() <= room ? name : name.substring(0, room);
    }
}
