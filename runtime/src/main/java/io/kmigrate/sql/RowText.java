package io.kmigrate.sql;

import io.kmigrate.operation.SqlExpression;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of values in the words of SQL. */
final class RowText {
    private RowText() {}

    /** Empty where there are not as many values as columns. */
    static Optional<Map<String, @Nullable Object>> read(List<String> columns, List<SqlTokens> cells) {
        if (columns.size() != cells.size()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int place = 0; place < columns.size(); place++) {
            SqlTokens cell = cells.get(place);
            if (cell.accept("DEFAULT")) {
                continue;
            }
            if (cell.isEnd()) {
                return Optional.empty();
            }
            row.put(columns.get(place), value(cell));
        }
        return Optional.of(row);
    }

    /** All that is left, as a value if scripts have a literal of it, and otherwise as the SQL that it is. */
    static @Nullable Object value(SqlTokens cell) {
        SqlTokens ahead = cell.copy();
        boolean isNull = ahead.accept("NULL");
        Optional<Object> literal = isNull ? Optional.empty() : LiteralText.value(ahead);
        boolean isAlone = ahead.isEnd();
        String text = cell.rest();
        if (isAlone && isNull) {
            return null;
        }
        return isAlone && literal.isPresent() ? plain(literal.get()) : new SqlExpression(text);
    }

    /** Whole numbers in the words that people write them with. */
    private static Object plain(Object value) {
        if (!(value instanceof BigDecimal number) || number.scale() != 0 || number.precision() > 18) {
            return value;
        }
        long whole = number.longValueExact();
        return whole == (int) whole ? (Object) (int) whole : (Object) whole;
    }
}
