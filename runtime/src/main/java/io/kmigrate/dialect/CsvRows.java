package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.LoadCsv;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Texts of a file as values of the columns they are for: numbers and booleans; the rest stays text. */
@API(status = INTERNAL, since = "0.1")
public final class CsvRows {
    private final String file;
    private final List<String> columns;
    private final TableName name;
    private final List<@Nullable ColumnType> types = new ArrayList<>();

    /** @param table if it is known; without it all is text */
    public CsvRows(String file, List<String> columns, TableName name, Optional<Table> table) {
        this.file = file;
        this.columns = columns;
        this.name = name;
        for (String column : columns) {
            types.add(table.flatMap(found -> found.column(column))
                    .map(Column::type)
                    .orElse(null));
        }
    }

    /**
     * The rows with values.
     *
     * @throws MigrationException for a text that its column's type cannot be
     */
    static BulkInsert toInsert(LoadCsv operation, Optional<Table> table) {
        CsvRows values = new CsvRows(operation.file(), operation.columns(), operation.table(), table);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable String> texts : operation.rows()) {
            rows.add(values.row(texts, "row " + (rows.size() + 1)));
        }
        return new BulkInsert(operation.table(), rows);
    }

    /**
     * A row with values.
     *
     * @param place where it is in the file, for people
     * @throws MigrationException for a text that its column's type cannot be
     */
    public Map<String, @Nullable Object> row(List<@Nullable String> texts, String place) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int at = 0; at < texts.size(); at++) {
            row.put(columns.get(at), value(texts.get(at), types.get(at), place, columns.get(at)));
        }
        return row;
    }

    private @Nullable Object value(@Nullable String text, @Nullable ColumnType type, String place, String column) {
        if (text == null) {
            return null;
        }
        if (type instanceof BooleanType) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "1" -> true;
                case "false", "f", "no", "0" -> false;
                default -> throw bad(text, type, place, column);
            };
        }
        if (type != null && type.isNumber()) {
            try {
                return new BigDecimal(text.strip());
            } catch (NumberFormatException noNumber) {
                throw bad(text, type, place, column);
            }
        }
        return text;
    }

    private MigrationException bad(String text, ColumnType type, String place, String column) {
        return DatabaseMessages.csvValue(file, place, text, type.toString(), column, name.toString())
                .exception();
    }
}
