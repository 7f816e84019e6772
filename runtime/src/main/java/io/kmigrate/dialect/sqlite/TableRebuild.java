package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.StoredDefinition;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.dialect.sqlite.Clause.Kind;
import io.kmigrate.dialect.sqlite.SqliteTypes.Affinity;
import io.kmigrate.message.UnsupportedObjectMessages;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One rebuild of a table: the new one is made under another name and filled, takes the old one's place, and
 * gets its indexes and triggers back. Views and the keys of other tables name the table and never notice,
 * as {@code legacy_alter_table} keeps the renaming from looking at them.
 *
 * <p>Foreign keys must be off, or dropping the old table deletes its children; the first check sees to it.
 */
final class TableRebuild {
    /** Types whose values the affinity does not tell from others. */
    private static final Set<ColumnType> ENCODED = Set.of(new BooleanType(), new UuidType());

    private final Names names;
    private final String table;
    private final String temporary;
    private final TableDefinition before;
    private final List<StoredDefinition> inTheWay;
    private TableText after;
    private final Map<String, String> copied = new HashMap<>();
    private final RebuildGuard guard;

    TableRebuild(Names names, String table, TableDefinition before, TableText after, Catalog catalog) {
        this.names = names;
        this.table = table;
        this.temporary = "_kmigrate_" + table;
        this.before = before;
        this.inTheWay = catalog.definitions(TableName.of(temporary));
        this.after = after;
        this.guard = new RebuildGuard(names);
        guard.beforeCopy(
                "foreign keys must be off while " + table + " is rebuilt",
                "SELECT foreign_keys FROM pragma_foreign_keys");
    }

    /** Another text for the new table, with all that was said so far. */
    TableRebuild becoming(TableText edited) {
        after = edited;
        return this;
    }

    /** The column will hold what {@code expression} makes of the old row. */
    TableRebuild copying(String column, String expression) {
        copied.put(column, expression);
        return this;
    }

    TableRebuild refusingRows(String sentence) {
        guard.beforeCopy(sentence, "SELECT count(*) FROM " + names.quote(table));
        return this;
    }

    /** {@code expression} is what will be copied into the column. */
    TableRebuild refusingNull(String column, String expression) {
        guard.beforeCopy(
                table + "." + column + " holds NULL in some rows",
                "SELECT count(*) FROM " + names.quote(table) + " WHERE (" + expression + ") IS NULL");
        return this;
    }

    TableRebuild refusingDuplicates(List<String> columns) {
        guard.beforeCopy(
                table + " has rows with the same " + String.join(", ", columns),
                "SELECT count(*) FROM (SELECT 1 FROM " + names.quote(table) + " WHERE "
                        + columns.stream()
                                .map(column -> names.quote(column) + " IS NOT NULL")
                                .collect(Collectors.joining(" AND "))
                        + " GROUP BY " + names.list(columns) + " HAVING count(*) > 1)");
        return this;
    }

    /**
     * Copies a column into another type. SQLite converts what it can without loss and keeps the rest as it
     * is, a text in a column of numbers: such a rest is refused.
     */
    TableRebuild converting(String column, String oldType, ColumnType type) {
        if (SqliteTypes.isBytes(type)) {
            return copying(column, "CAST(" + names.quote(column) + " AS BLOB)");
        }
        Affinity affinity = Affinity.of(SqliteTypes.sql(type));
        if (ENCODED.contains(type) || affinity != Affinity.of(oldType)) {
            String allowed = type.accept(new ConvertedValues(names.quote(column)));
            if (!allowed.isEmpty()) {
                guard.afterCopy(
                        table + "." + column + " has values that are no " + type + ": say how with using",
                        "SELECT count(*) FROM " + names.quote(temporary) + " WHERE " + names.quote(column)
                                + " IS NOT NULL AND NOT (" + allowed + ")");
            }
        }
        return this;
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>(guard.open());
        statements.addAll(guard.checkBeforeCopy());
        String create = withoutQualifiers(after.create(names.quote(temporary)));
        if (isLeftover(create)) {
            statements.add("DROP TABLE " + names.quote(temporary));
        }
        statements.add(create);
        statements.add(copy());
        statements.addAll(guard.checkAfterCopy());
        if (before.text().isAutoIncrement() && after.isAutoIncrement()) {
            statements.addAll(counter());
        }
        statements.add("DROP TABLE " + names.quote(table));
        statements.add("PRAGMA legacy_alter_table = ON");
        statements.add("ALTER TABLE " + names.quote(temporary) + " RENAME TO " + names.quote(table));
        statements.add("PRAGMA legacy_alter_table = OFF");
        statements.addAll(before.indexes());
        statements.addAll(before.triggers());
        statements.addAll(guard.close());
        return statements;
    }

    /** A run that was killed amid this rebuild left the new table; any other is somebody's. */
    private boolean isLeftover(String create) {
        if (inTheWay.stream().anyMatch(found -> !found.sql().equals(create))) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedObjectMessages.tableInTheWay("SQLite", table, temporary));
        }
        return !inTheWay.isEmpty();
    }

    /** A check may say {@code t.a}; while the table has another name, only {@code a} is known. */
    private String withoutQualifiers(String sql) {
        StringBuilder result = new StringBuilder(sql);
        List<Token> tokens = Tokenizer.of(sql);
        for (int at = tokens.size() - 2; at >= 0; at--) {
            if (tokens.get(at).names(table) && tokens.get(at + 1).is('.')) {
                result.delete(tokens.get(at).start(), tokens.get(at + 1).end());
            }
        }
        return result.toString();
    }

    /** Generated columns and new ones are the database's to fill. */
    private String copy() {
        List<String> columns = after.columns().stream()
                .filter(column -> !column.has(Kind.GENERATED))
                .map(ColumnText::name)
                .filter(column -> copied.containsKey(column)
                        || before.text().column(column).isPresent())
                .toList();
        return "INSERT INTO " + names.quote(temporary) + " (" + names.list(columns) + ")\nSELECT "
                + columns.stream()
                        .map(column -> copied.getOrDefault(column, names.quote(column)))
                        .collect(Collectors.joining(", "))
                + "\nFROM " + names.quote(table);
    }

    /** The counter may be ahead of every row left; without it, numbers of deleted rows would come again. */
    private List<String> counter() {
        String old = literal(table);
        String made = literal(temporary);
        return List.of(
                "DELETE FROM sqlite_sequence WHERE name = " + made,
                "INSERT INTO sqlite_sequence (name, seq) SELECT " + made + ", seq FROM sqlite_sequence WHERE name = "
                        + old);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
