package io.kmigrate.importer.liquibase;

import io.kmigrate.operation.BulkInsert;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a file that a change loads. */
final class DataFile {
    /** More rows stay in their file, and a person says how they are loaded. */
    private static final int MOST_ROWS = 2000;

    private final Node change;
    private final LiquibaseNames names;
    private final Snapshot schema;

    /** @param schema decides of columns whose kind the change does not say */
    DataFile(Node change, LiquibaseNames names, Snapshot schema) {
        this.change = change;
        this.names = names;
        this.schema = schema;
    }

    /** The rows; empty where a value of them cannot be told from the text. */
    Optional<BulkInsert> read(String text) {
        List<List<String>> lines = lines(text);
        if (lines.isEmpty() || lines.size() > MOST_ROWS) {
            return Optional.empty();
        }
        TableName table = names.table(change);
        List<String> header = lines.get(0).stream().map(String::strip).toList();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int place = 0; place < header.size(); place++) {
                Node column = column(header.get(place));
                String kind = column == null ? "" : column.get("type").toLowerCase(Locale.ROOT);
                if (!kind.equals("skip")) {
                    String name =
                            names.of(column != null && column.has("name") ? column.get("name") : header.get(place));
                    Optional<Object> value =
                            place < line.size() ? value(line.get(place), kind, name, table) : Optional.empty();
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    row.put(name, value.get() == ABSENT ? null : value.get());
                }
            }
            rows.add(row);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new BulkInsert(table, rows));
    }

    private static final Object ABSENT = new Object();

    private @Nullable Node column(String header) {
        return change.all("column").stream()
                .filter(node -> node.get("header").equalsIgnoreCase(header)
                        || (!node.has("header") && node.get("name").equalsIgnoreCase(header)))
                .findFirst()
                .orElse(null);
    }

    /** Empty where it is not clear what the tool makes of it, such as of an empty text. */
    private Optional<Object> value(String text, String kind, String column, TableName table) {
        String plain = text.strip();
        if (plain.equalsIgnoreCase("null")) {
            return Optional.of(ABSENT);
        }
        ColumnType type = schema.table(table)
                .flatMap(found -> found.column(column))
                .map(Column::type)
                .orElse(null);
        boolean isTruth = kind.equals("boolean") || (kind.isEmpty() && new BooleanType().equals(type));
        boolean isNumber = kind.equals("numeric") || (kind.isEmpty() && type != null && type.isNumber());
        if (isTruth) {
            return plain.matches("(?i)true|false|t|f|1|0")
                    ? Optional.of(plain.matches("(?i)true|t|1"))
                    : Optional.empty();
        }
        if (isNumber) {
            return plain.matches("-?\\d{1,18}(\\.\\d{1,18})?")
                    ? Optional.of(RowChanges.number(plain))
                    : Optional.empty();
        }
        boolean isText = kind.equals("string") || (kind.isEmpty() && type != null && type.isText());
        if (isText) {
            return Optional.of(text.stripLeading());
        }
        boolean isMoment = kind.startsWith("date") || kind.equals("timestamp") || kind.equals("time");
        if (plain.isEmpty() || kind.equals("blob") || kind.equals("clob") || kind.equals("computed")) {
            return Optional.empty();
        }
        return Optional.of(isMoment ? plain.replace('T', ' ') : plain);
    }

    /** Fields between the separator of the change; empty lines and comments are none. */
    private List<List<String>> lines(String text) {
        char separator = mark("separator", ',');
        char quote = mark("quotchar", '"');
        List<List<String>> lines = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at <= text.length(); at++) {
            char current = at < text.length() ? text.charAt(at) : '\n';
            boolean isTwice = current == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
            if (isQuoted && isTwice) {
                field.append(quote);
                at++;
            } else if (current == quote) {
                isQuoted = !isQuoted;
            } else if (isQuoted) {
                field.append(current);
            } else if (current == separator || current == '\n') {
                fields.add(field.toString().replace("\r", ""));
                field.setLength(0);
                if (current == '\n') {
                    boolean isRow = fields.size() > 1 || !fields.get(0).isBlank();
                    if (isRow && !fields.get(0).startsWith("#")) {
                        lines.add(fields);
                    }
                    fields = new ArrayList<>();
                }
            } else {
                field.append(current);
            }
        }
        return lines;
    }

    private char mark(String attribute, char usual) {
        String given = change.attributes().getOrDefault(attribute, "");
        return given.equals("\\t") ? '\t' : given.length() == 1 ? given.charAt(0) : usual;
    }
}
