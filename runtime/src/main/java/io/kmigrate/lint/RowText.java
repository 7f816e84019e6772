package io.kmigrate.lint;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of values in the words of SQL. */
final class RowText {
    private RowText() {}

    /** Empty where a value is none that scripts have a literal of. */
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
            if (cell.accept("NULL")) {
                row.put(columns.get(place), null);
                continue;
            }
            Optional<Object> value = LiteralText.value(cell);
            if (value.isEmpty() || !cell.isEnd()) {
                return Optional.empty();
            }
            row.put(columns.get(place), plain(value.get()));
        }
        return Optional.of(row);
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
