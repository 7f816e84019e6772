package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.message.RowMessages;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.CharType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the rows that an operation could not be done with, in standard SQL. A dialect overrides what its database says
 * in another way, or does not mind. A question that the database refuses is no obstacle: the operation itself will tell.
 */
@API(status = INTERNAL, since = "0.1")
public class RowChecks implements DefaultingOperationVisitor<List<RowCheck>> {
    private final Names names;
    private final Catalog before;

    public RowChecks(Names names, Catalog before) {
        this.names = names;
        this.before = before;
    }

    /** An expression of a script, over the columns of a table. */
    protected String expression(String sql, TableName table) {
        return sql;
    }

    /** The number of characters of a text; null where the database takes a text of any length. */
    protected @Nullable String length(String text) {
        return "CHAR_LENGTH(" + text + ")";
    }

    /** Whether numbers have a range of their own. */
    protected boolean hasRanges() {
        return true;
    }

    /** Whether a unique key takes any number of rows with a null. */
    protected boolean takesNulls() {
        return true;
    }

    @Override
    public List<RowCheck> otherwise(Operation operation) {
        return List.of();
    }

    // Nulls

    private RowCheck nulls(TableName table, String column) {
        return where(
                table, names.quote(column) + " IS NULL", number -> RowMessages.nulls(number, table.toString(), column));
    }

    /** Rows are shown by their key; without one, by the whole row's first columns. */
    private RowCheck where(TableName table, String condition, LongFunction<String> what) {
        List<String> shown = shown(table);
        String from = " FROM " + names.quote(table) + " WHERE " + condition;
        String columns = shown.isEmpty() ? "1" : names.list(shown);
        return new RowCheck(table, what, "SELECT COUNT(*)" + from, "SELECT " + columns + from, shown);
    }

    private List<String> shown(TableName table) {
        Optional<Table> found = before.table(table);
        List<String> key = found.map(Table::primaryKey)
                .map(PrimaryKey::columns)
                .orElseGet(() -> found.stream()
                        .flatMap(there -> there.columns().stream())
                        .map(Column::name)
                        .limit(3)
                        .toList());
        return List.copyOf(key);
    }

    // Duplicates

    private RowCheck duplicates(TableName table, List<String> values, @Nullable String where, boolean areNullsEqual) {
        List<String> conditions = new ArrayList<>();
        if (where != null) {
            conditions.add("(" + where + ")");
        }
        if (!areNullsEqual) {
            values.forEach(value -> conditions.add(value + " IS NOT NULL"));
        }
        String columns = String.join(", ", values);
        String from = " FROM " + names.quote(table)
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " GROUP BY " + columns
                + " HAVING COUNT(*) > 1";
        return new RowCheck(
                table,
                number -> RowMessages.duplicates(number, table.toString(), values),
                "SELECT COUNT(*) FROM (SELECT COUNT(*) AS kmigrate_rows" + from + ") kmigrate_values",
                "SELECT " + columns + from,
                values);
    }

    @Override
    public List<RowCheck> createIndex(CreateIndex operation) {
        Index index = operation.index();
        if (!index.unique() || (operation.ifNotExists() && isThere(operation.table(), index.name()))) {
            return List.of();
        }
        String where = index.where() == null ? null : SqlFragment.closed(expression(index.where(), operation.table()));
        List<String> values = index.columns().stream()
                .map(part -> value(part, operation.table()))
                .toList();
        return List.of(duplicates(operation.table(), values, where, index.nullsNotDistinct() || !takesNulls()));
    }

    private boolean isThere(TableName table, String index) {
        return before.table(table).flatMap(found -> found.index(index)).isPresent();
    }

    private String value(IndexColumn part, TableName table) {
        if (part.expression()) {
            return "(" + SqlFragment.closed(expression(part.text(), table)) + ")";
        }
        String column = names.quote(part.text());
        return part.length() == null ? column : "SUBSTRING(" + column + ", 1, " + part.length() + ")";
    }

    @Override
    public List<RowCheck> createUniqueConstraint(CreateUniqueConstraint operation) {
        List<String> values =
                operation.constraint().columns().stream().map(names::quote).toList();
        boolean areNullsEqual = operation.constraint().nullsNotDistinct() || !takesNulls();
        return List.of(duplicates(operation.table(), values, null, areNullsEqual));
    }

    @Override
    public List<RowCheck> createPrimaryKey(CreatePrimaryKey operation) {
        List<String> columns = operation.primaryKey().columns();
        List<RowCheck> checks = new ArrayList<>();
        columns.forEach(column -> checks.add(nulls(operation.table(), column)));
        checks.add(
                duplicates(operation.table(), columns.stream().map(names::quote).toList(), null, false));
        return checks;
    }

    // Constraints

    @Override
    public List<RowCheck> createForeignKey(CreateForeignKey operation) {
        ForeignKey key = operation.foreignKey();
        return key.looksAtRows() && !key.period() ? List.of(orphans(operation.table(), key)) : List.of();
    }

    private RowCheck orphans(TableName table, ForeignKey key) {
        List<String> columns = key.columns().stream()
                .map(column -> names.quote(table) + "." + names.quote(column))
                .toList();
        String present = columns.stream().map(column -> column + " IS NOT NULL").collect(Collectors.joining(" AND "));
        String partly = columns.stream().map(column -> column + " IS NULL").collect(Collectors.joining(" OR "));
        String same = IntStream.range(0, columns.size())
                .mapToObj(place -> "kmigrate_parent."
                        + names.quote(key.referencedColumns().get(place)) + " = " + columns.get(place))
                .collect(Collectors.joining(" AND "));
        String orphan = present + " AND NOT EXISTS (SELECT 1 FROM " + names.quote(key.referencedTable())
                + " kmigrate_parent WHERE " + same + ")";
        String some = columns.stream().map(column -> column + " IS NOT NULL").collect(Collectors.joining(" OR "));
        String condition = key.matchFull() && columns.size() > 1
                ? "(" + orphan + ") OR ((" + some + ") AND (" + partly + "))"
                : orphan;
        return where(
                table,
                condition,
                found -> RowMessages.orphans(
                        found, table.toString(), key.referencedTable().toString()));
    }

    @Override
    public List<RowCheck> createCheckConstraint(CreateCheckConstraint operation) {
        return operation.constraint().looksAtRows()
                ? List.of(failing(operation.table(), operation.constraint().condition()))
                : List.of();
    }

    private RowCheck failing(TableName table, String condition) {
        return where(
                table,
                "NOT (" + expression(condition, table) + ")",
                number -> RowMessages.failing(number, table.toString(), condition));
    }

    @Override
    public List<RowCheck> createNotNullConstraint(CreateNotNullConstraint operation) {
        return operation.constraint().valid()
                ? List.of(nulls(operation.table(), operation.constraint().column()))
                : List.of();
    }

    @Override
    public List<RowCheck> validateConstraint(ValidateConstraint operation) {
        TableName table = operation.table();
        List<RowCheck> checks = new ArrayList<>();
        before.table(table).ifPresent(found -> {
            found.foreignKeys().stream()
                    .filter(key -> operation.name().equals(key.name()) && !key.valid() && !key.period())
                    .forEach(key -> checks.add(orphans(table, key)));
            found.checkConstraints().stream()
                    .filter(check -> operation.name().equals(check.name()) && !check.valid())
                    .forEach(check -> checks.add(where(
                            table,
                            "NOT (" + SqlFragment.closed(check.condition()) + ")",
                            number -> RowMessages.failing(number, table.toString(), check.condition()))));
            found.notNullConstraints().stream()
                    .filter(notNull -> operation.name().equals(notNull.name()) && !notNull.valid())
                    .forEach(notNull -> checks.add(nulls(table, notNull.column())));
        });
        return checks;
    }

    // Columns

    @Override
    public List<RowCheck> alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        Optional<Column> old = before.table(operation.table()).flatMap(table -> table.column(operation.column()));
        List<RowCheck> checks = new ArrayList<>();
        if (Boolean.FALSE.equals(change.nullable())
                && old.filter(column -> !column.nullable()).isEmpty()) {
            checks.add(nulls(operation.table(), operation.column()));
        }
        ColumnType type = change.type();
        if (type != null && change.using() == null && old.isPresent()) {
            unfit(names.quote(operation.column()), old.get().type(), type)
                    .ifPresent(condition -> checks.add(where(
                            operation.table(),
                            condition,
                            number ->
                                    RowMessages.unfit(number, operation.table().toString(), operation.column()))));
        }
        return checks;
    }

    /** Which values do not fit; empty where every one does, or where that is not known. */
    private Optional<String> unfit(String column, ColumnType from, ColumnType to) {
        return to.accept(new DefaultingColumnTypeVisitor<Optional<String>>() {
            @Override
            public Optional<String> otherwise(ColumnType type) {
                return Optional.empty();
            }

            @Override
            public Optional<String> charType(CharType type) {
                return longer(column, from, type.length());
            }

            @Override
            public Optional<String> varcharType(VarcharType type) {
                return longer(column, from, type.length());
            }

            @Override
            public Optional<String> integerType(IntegerType type) {
                return hasRanges() && from instanceof IntegerType old ? outside(column, old, type) : Optional.empty();
            }

            @Override
            public Optional<String> decimalType(DecimalType type) {
                return hasRanges() && from instanceof DecimalType old ? larger(column, old, type) : Optional.empty();
            }
        });
    }

    private Optional<String> longer(String column, ColumnType from, int most) {
        return from.isText()
                ? Optional.ofNullable(length(column)).map(length -> length + " > " + most)
                : Optional.empty();
    }

    private static Optional<String> outside(String column, IntegerType old, IntegerType type) {
        if (type.bits() >= old.bits() && type.unsigned() == old.unsigned()) {
            return Optional.empty();
        }
        BigInteger end = BigInteger.ONE.shiftLeft(type.unsigned() ? type.bits() : type.bits() - 1);
        BigInteger start = type.unsigned() ? BigInteger.ZERO : end.negate();
        return Optional.of(column + " < " + start + " OR " + column + " > " + end.subtract(BigInteger.ONE));
    }

    private static Optional<String> larger(String column, DecimalType old, DecimalType type) {
        int digits = type.precision() - type.scale();
        return digits < old.precision() - old.scale()
                ? Optional.of("ABS(" + column + ") >= 1" + "0".repeat(digits))
                : Optional.empty();
    }
}
