package io.kmigrate.repeatable;

import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object as text that people can read: a line a fact, its word before the first blank, and the SQL at the end. */
final class RepeatableText {
    private static final String KIND = "kind";
    private static final String NAME = "name";
    private static final String SCHEMA = "schema";
    private static final String TABLE = "table";
    private static final String TABLE_SCHEMA = "table-schema";
    private static final String ARGUMENTS = "arguments";
    private static final String DROP = "drop";
    private static final String NEEDS = "needs";
    private static final String TEXT = "text";

    private RepeatableText() {}

    static String of(Repeatable object) {
        StringBuilder lines = new StringBuilder();
        line(lines, KIND, object.kind().word());
        line(lines, NAME, object.name().name());
        line(lines, SCHEMA, object.name().schema());
        TableName table = object.table();
        line(lines, TABLE, table == null ? null : table.name());
        line(lines, TABLE_SCHEMA, table == null ? null : table.schema());
        line(lines, ARGUMENTS, object.arguments());
        line(lines, DROP, object.drop());
        object.needs().forEach(need -> line(lines, NEEDS, need));
        return lines + TEXT + "\n" + object.text();
    }

    private static void line(StringBuilder lines, String word, @Nullable String value) {
        if (value != null) {
            lines.append(word)
                    .append(' ')
                    .append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                    .append('\n');
        }
    }

    static Optional<Repeatable> parse(String stored) {
        int end = stored.indexOf("\n" + TEXT + "\n");
        if (end < 0) {
            return Optional.empty();
        }
        Map<String, String> facts = new HashMap<>();
        List<String> needs = new ArrayList<>();
        stored.substring(0, end).lines().forEach(line -> {
            String word = line.substring(0, Math.max(0, line.indexOf(' ')));
            String value = plain(line.substring(line.indexOf(' ') + 1));
            if (word.equals(NEEDS)) {
                needs.add(value);
            } else {
                facts.put(word, value);
            }
        });
        String text = stored.substring(end + TEXT.length() + 2);
        return kind(facts.get(KIND))
                .map(kind -> new Repeatable(
                        kind,
                        new TableName(facts.get(SCHEMA), facts.getOrDefault(NAME, "")),
                        facts.containsKey(TABLE) ? new TableName(facts.get(TABLE_SCHEMA), facts.get(TABLE)) : null,
                        facts.get(ARGUMENTS),
                        text,
                        facts.get(DROP),
                        needs));
    }

    private static Optional<Repeatable.Kind> kind(@Nullable String word) {
        for (Repeatable.Kind kind : Repeatable.Kind.values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static String plain(String value) {
        StringBuilder text = new StringBuilder();
        for (int place = 0; place < value.length(); place++) {
            char sign = value.charAt(place);
            if (sign == '\\' && place + 1 < value.length()) {
                place++;
                char escaped = value.charAt(place);
                text.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                text.append(sign);
            }
        }
        return text.toString();
    }
}
