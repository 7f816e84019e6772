package io.kmigrate.compare;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Table;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQL in tables' definitions: each function that it calls has to be there before the table. */
final class TableExpressions {
    private TableExpressions() {}

    /** All of it, as one text to look for names in. */
    static String of(Collection<Table> tables) {
        return tables.stream()
                .flatMap(TableExpressions::of)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<@Nullable String> of(Table table) {
        Stream<@Nullable String> constraints = Stream.concat(
                table.checkConstraints().stream().map(CheckConstraint::condition),
                table.exclusionConstraints().stream().flatMap(TableExpressions::of));
        return Stream.concat(
                table.columns().stream().flatMap(TableExpressions::of),
                Stream.concat(constraints, table.indexes().stream().flatMap(TableExpressions::of)));
    }

    private static Stream<@Nullable String> of(Column column) {
        return Stream.of(
                column.defaultValue() instanceof DefaultValue.Expression value ? value.sql() : null,
                column.generated() == null ? null : column.generated().expression());
    }

    private static Stream<@Nullable String> of(ExclusionConstraint constraint) {
        return Stream.concat(
                Stream.of(constraint.where()),
                constraint.elements().stream().map(element -> expression(element.column())));
    }

    private static Stream<@Nullable String> of(Index index) {
        return Stream.concat(Stream.of(index.where()), index.columns().stream().map(TableExpressions::expression));
    }

    private static @Nullable String expression(IndexColumn column) {
        return column.expression() ? column.text() : null;
    }
}
