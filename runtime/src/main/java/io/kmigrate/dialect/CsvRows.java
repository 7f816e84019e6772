package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.LoadCsv;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts of a file as values of the columns they are for: numbers and booleans; the rest stays text. */
final class CsvRows {
    private final LoadCsv operation;
    private final Optional<Table> table;

    CsvRows(LoadCsv operation, Optional<Table> table) {
        this.operation = operation;
        this.table = table;
    }

    /**
     * The rows with values.
     *
     * @throws MigrationException for a text that its column's type cannot be
     */
    BulkInsert toInsert() {
        List<@Nullable ColumnType> types = new ArrayList<>();
        for (String name : operation.columns()) {
            types.add(
                    table.flatMap(found -> found.column(name)).map(Column::type).orElse(null));
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable String> texts : operation.rows()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int place = 0; place < texts.size(); place++) {
                row.put(operation.columns().get(place), value(texts.get(place), types.get(place), rows.size(), place));
            }
            rows.add(row);
        }
        return new BulkInsert(operation.table(), rows);
    }

    private @Nullable Object value(@Nullable String text, @Nullable ColumnType type, int row, int place) {
        if (text == null) {
            return null;
        }
        if (type instanceof BooleanType) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "1" -> true;
                case "false", "f", "no", "0" -> false;
                default -> throw bad(text, type, row, place);
            };
        }
        if (type != null && type.isNumber()) {
            try {
                return new BigDecimal(text.strip());
            } catch (NumberFormatException noNumber) {
                throw bad(text, type, row, place);
            }
        }
        return text;
    }

    private MigrationException bad(String text, ColumnType type, int row, int place) {
        String column = operation.columns().get(place);
        return DatabaseMessages.csvValue(
                        operation.file(),
                        row + 1,
                        text,
                        type.toString(),
                        column,
                        operation.table().toString())
                .exception();
    }
}
