package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.OuterParentheses;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ExclusionConstraint.Element;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.IndexColumn.Nulls;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A row of {@link CatalogQueries#indexes}. */
final class IndexRow {
    /** Bits of an option, as pg_index.h has them. */
    private static final int DESCENDING = 1;

    private static final int NULLS_FIRST = 2;

    private IndexRow() {}

    /** Adds the index, or the exclusion constraint that it keeps, to its table. */
    static void read(ResultSet row, TableRows table) throws SQLException {
        Optional<List<String>> parts = parts(row, table);
        if (parts.isEmpty()) {
            return;
        }
        Index index = index(row, parts.get());
        List<String> operators = CatalogReader.strings(row, "operators");
        if (operators.isEmpty()) {
            table.indexes.add(index);
            return;
        }
        List<Element> elements = IntStream.range(0, operators.size())
                .mapToObj(place -> new Element(index.columns().get(place), operators.get(place)))
                .toList();
        table.exclusionConstraints.add(new ExclusionConstraint(
                index.name(), row.getString("method"), elements, index.where(), ConstraintRow.deferral(row)));
    }

    /** Names of columns, and an empty text for an expression. */
    private static Optional<List<String>> parts(ResultSet row, TableRows table) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int number : CatalogReader.numbers(row.getString("columns"))) {
            Optional<String> column = number == 0 ? Optional.of("") : table.column(number);
            if (column.isEmpty()) {
                return Optional.empty();
            }
            parts.add(column.get());
        }
        return Optional.of(parts);
    }

    private static Index index(ResultSet row, List<String> parts) throws SQLException {
        int keys = row.getInt("keys");
        String predicate = row.getString("predicate");
        String method = row.getString("method");
        return new Index(
                row.getString("name"),
                columns(row, parts.subList(0, keys)),
                row.getBoolean("is_unique"),
                row.getBoolean("nulls_not_distinct"),
                predicate == null ? null : OuterParentheses.strip(predicate, PostgresStatements.RULES),
                method.equals("btree") ? null : method,
                parts.subList(keys, parts.size()),
                options(row.getString("parameters")));
    }

    private static List<IndexColumn> columns(ResultSet row, List<String> parts) throws SQLException {
        List<String> expressions = CatalogReader.strings(row, "expressions");
        List<String> classes = CatalogReader.strings(row, "operator_classes");
        List<Integer> options = CatalogReader.numbers(row.getString("options"));
        List<IndexColumn> columns = new ArrayList<>(parts.size());
        for (int place = 0; place < parts.size(); place++) {
            IndexColumn column = parts.get(place).isEmpty()
                    ? IndexColumn.expression(OuterParentheses.strip(expressions.get(place), PostgresStatements.RULES))
                    : IndexColumn.column(parts.get(place));
            columns.add(ordered(column, options.get(place))
                    .withOperatorClass(classes.isEmpty() || classes.get(place).isEmpty() ? null : classes.get(place)));
        }
        return columns;
    }

    private static Map<String, String> options(@Nullable String parameters) {
        return parameters == null ? Map.of() : Map.of("postgresql", "WITH (" + parameters + ")");
    }

    /** Nulls come last unless the order is descending: only what differs is said. */
    private static IndexColumn ordered(IndexColumn column, int options) {
        boolean descending = (options & DESCENDING) != 0;
        boolean nullsFirst = (options & NULLS_FIRST) != 0;
        return (descending ? column.descendingOrder() : column)
                .withNulls(nullsFirst == descending ? null : nullsFirst ? Nulls.FIRST : Nulls.LAST);
    }
}
