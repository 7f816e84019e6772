package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.operation.ColumnMention;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an online form asks of the catalog, and what it knows of the server. */
final class PostgresParts {
    private static final int LONGEST = 63;
    private static final Pattern CALL = Pattern.compile("([a-z_][a-z0-9_]*)\"?\\s*\\(", Pattern.CASE_INSENSITIVE);

    /** One value for all rows of a statement; the manual's tables of functions, and the names of types in casts. */
    private static final Set<String> STABLE = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_timestamp",
            "current_time",
            "localtimestamp",
            "localtime",
            "current_setting",
            "current_schema",
            "date_trunc",
            "date_part",
            "extract",
            "timezone",
            "make_date",
            "make_timestamp",
            "make_interval",
            "to_char",
            "to_date",
            "to_timestamp",
            "to_number",
            "lower",
            "upper",
            "coalesce",
            "concat",
            "nullif",
            "greatest",
            "least",
            "length",
            "round",
            "trunc",
            "floor",
            "ceil",
            "abs",
            "md5",
            "replace",
            "substring",
            "cast",
            "varchar",
            "char",
            "character",
            "varying",
            "numeric",
            "decimal",
            "timestamp",
            "time",
            "interval",
            "bit",
            "row",
            "array",
            "jsonb_build_object",
            "json_build_object",
            "jsonb_build_array",
            "json_build_array",
            "row_to_json",
            "to_jsonb",
            "to_json");

    private PostgresParts() {}

    private static boolean holds(Catalog catalog, TableName table, Predicate<Table> claim) {
        return catalog.table(table).filter(claim).isPresent();
    }

    /** Whole, and not a part that a failure left. */
    static boolean hasIndex(Catalog catalog, TableName table, String index) {
        return holds(catalog, table, found -> found.index(index).isPresent()) && !catalog.isIndexBroken(table, index);
    }

    static boolean isIndexThere(Catalog catalog, TableName table, String index) {
        return holds(catalog, table, found -> found.index(index).isPresent()) || catalog.isIndexBroken(table, index);
    }

    static boolean hasConstraint(Catalog catalog, TableName table, String name) {
        return holds(catalog, table, found -> found.constraintNames().contains(name));
    }

    static boolean hasPrimaryKey(Catalog catalog, TableName table) {
        return holds(catalog, table, found -> found.primaryKey() != null);
    }

    static boolean isValid(Catalog catalog, TableName table, String constraint) {
        return holds(
                catalog,
                table,
                found -> found.checkConstraints().stream()
                                .anyMatch(check -> constraint.equals(check.name()) && check.valid())
                        || found.foreignKeys().stream().anyMatch(key -> constraint.equals(key.name()) && key.valid())
                        || found.notNullConstraints().stream()
                                .anyMatch(notNull -> constraint.equals(notNull.name()) && notNull.valid()));
    }

    static boolean hasColumn(Catalog catalog, TableName table, String column) {
        return holds(catalog, table, found -> found.column(column).isPresent());
    }

    static boolean isNotNull(Catalog catalog, TableName table, String name) {
        return holds(
                catalog,
                table,
                found -> found.column(name).filter(column -> !column.nullable()).isPresent());
    }

    /** Whether no row has a null: a name like the server's own is not read once its constraint is valid. */
    static boolean isProvedNotNull(Catalog catalog, TableName table, String name) {
        return isNotNull(catalog, table, name)
                && holds(
                        catalog,
                        table,
                        found -> found.notNullConstraints().stream()
                                .allMatch(notNull ->
                                        notNull.valid() || !notNull.column().equals(name)));
    }

    /** What the server puts between the table and {@code check}: the column, where the condition is about one. */
    static List<String> checkWords(Optional<Table> table, CheckConstraint check) {
        List<String> columns = table.stream()
                .flatMap(found -> found.columns().stream())
                .map(Column::name)
                .filter(column -> ColumnMention.isIn(check.condition(), column))
                .toList();
        List<String> words = new ArrayList<>(columns.size() == 1 ? columns : List.of());
        words.add("check");
        return words;
    }

    static String joined(TableName table, List<String> words) {
        return table.name() + "_" + String.join("_", words);
    }

    /** The name that the server gives; null where that is too long, and it would take another. */
    static @Nullable String impliedName(TableName table, List<String> words) {
        String name = joined(table, words);
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST ? null : name;
    }

    /** False where the server keeps the rows as they are: longer texts, and numbers with more digits before the point. */
    static boolean rewrites(ColumnType from, ColumnType to) {
        if (PostgresRenderer.sameType(from, to)) {
            return false;
        }
        return to.accept(new DefaultingColumnTypeVisitor<Boolean>() {
            @Override
            public Boolean otherwise(ColumnType type) {
                return true;
            }

            @Override
            public Boolean textType(TextType type) {
                return !(from instanceof VarcharType);
            }

            @Override
            public Boolean varcharType(VarcharType type) {
                return !(from instanceof VarcharType old && old.length() <= type.length());
            }

            @Override
            public Boolean decimalType(DecimalType type) {
                return !(from instanceof DecimalType old
                        && old.scale() == type.scale()
                        && old.precision() <= type.precision());
            }
        });
    }

    /** In doubt it is: the online form is right for every default. */
    static boolean isVolatile(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                && CALL.matcher(expression.sql())
                        .results()
                        .map(call -> call.group(1).toLowerCase(Locale.ROOT))
                        .anyMatch(name -> !STABLE.contains(name));
    }
}
