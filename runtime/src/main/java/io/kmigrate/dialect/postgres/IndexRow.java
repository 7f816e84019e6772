package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.OuterParentheses;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ExclusionConstraint.Element;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.IndexColumn.Nulls;
import io.kmigrate.schema.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An index of the catalog, or the exclusion constraint that it keeps.
 *
 * @param operators those of the exclusion constraint; none for an index
 * @param method also where it is the usual one
 */
record IndexRow(Index index, String method, List<String> operators, Deferral deferral) {
    /** Bits of an option, as pg_index.h has them. */
    private static final int DESCENDING = 1;

    private static final int NULLS_FIRST = 2;

    static IndexRow read(ResultSet row) throws SQLException {
        List<String> parts = CatalogReader.strings(row, "parts");
        List<String> numbers = CatalogReader.strings(row, "numbers");
        List<String> options = CatalogReader.strings(row, "options");
        List<String> classes = CatalogReader.strings(row, "operator_classes");
        List<IndexColumn> columns = new ArrayList<>();
        int keys = row.getInt("keys");
        for (int place = 0; place < keys; place++) {
            IndexColumn column = numbers.get(place).equals("0")
                    ? IndexColumn.expression(OuterParentheses.strip(parts.get(place), PostgresStatements.RULES))
                    : IndexColumn.column(parts.get(place));
            columns.add(ordered(column, Integer.parseInt(options.get(place)))
                    .withOperatorClass(classes.isEmpty() || classes.get(place).isEmpty() ? null : classes.get(place)));
        }
        String predicate = row.getString("predicate");
        String method = row.getString("method");
        Index index = Index.of(row.getString("name"), columns)
                .withUnique(row.getBoolean("is_unique"))
                .withNullsNotDistinct(row.getBoolean("nulls_not_distinct"))
                .withWhere(predicate == null ? null : OuterParentheses.strip(predicate, PostgresStatements.RULES))
                .withMethod(method.equals("btree") ? null : method)
                .withInclude(parts.subList(keys, parts.size()))
                .withOptions(options(row.getString("parameters")));
        return new IndexRow(index, method, CatalogReader.strings(row, "operators"), CatalogReader.deferral(row));
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

    Table addTo(Table table) {
        if (operators.isEmpty()) {
            return table.withIndexes(CatalogReader.plus(table.indexes(), index));
        }
        List<Element> elements = IntStream.range(0, operators.size())
                .mapToObj(place -> new Element(index.columns().get(place), operators.get(place)))
                .toList();
        return table.withExclusionConstraints(CatalogReader.plus(
                table.exclusionConstraints(),
                new ExclusionConstraint(index.name(), method, elements, index.where(), deferral)));
    }
}
