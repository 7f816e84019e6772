package io.kmigrate.backfill;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The values of a key as they stand in the checkpoint: {@code [42,"a"]}. Numbers stand as they are, texts in quotes,
 * bytes as {@code x"00ff"}, so that every value is written again as what it was.
 */
final class KeyText {
    private final String text;
    private int place;

    private KeyText(String text) {
        this.text = text;
    }

    static String write(List<Object> values) {
        StringBuilder out = new StringBuilder("[");
        for (Object value : values) {
            if (out.length() > 1) {
                out.append(',');
            }
            if (value instanceof BigDecimal number) {
                out.append(number.toPlainString());
            } else if (value instanceof byte[] bytes) {
                out.append("x\"").append(HexFormat.of().formatHex(bytes)).append('"');
            } else if (value instanceof Boolean) {
                out.append(value);
            } else {
                quote(out, value.toString());
            }
        }
        return out.append(']').toString();
    }

    private static void quote(StringBuilder out, String value) {
        out.append('"')
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }

    /** @throws IllegalArgumentException for what {@link #write} has not written */
    static List<Object> read(String text) {
        KeyText reader = new KeyText(text);
        reader.expect('[');
        List<Object> values = new ArrayList<>();
        do {
            values.add(reader.value());
        } while (reader.at(','));
        reader.expect(']');
        if (reader.place != text.length()) {
            throw new IllegalArgumentException(text);
        }
        return values;
    }

    private Object value() {
        if (at('"')) {
            return quoted();
        }
        if (at('x')) {
            expect('"');
            return HexFormat.of().parseHex(quoted());
        }
        int start = place;
        while (place < text.length() && text.charAt(place) != ',' && text.charAt(place) != ']') {
            place++;
        }
        String word = text.substring(start, place);
        return word.equals("true") || word.equals("false") ? Boolean.valueOf(word) : new BigDecimal(word);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        while (!at('"')) {
            at('\\');
            if (place >= text.length()) {
                throw new IllegalArgumentException(text);
            }
            value.append(text.charAt(place++));
        }
        return value.toString();
    }

    private boolean at(char wanted) {
        boolean is = place < text.length() && text.charAt(place) == wanted;
        place += is ? 1 : 0;
        return is;
    }

    private void expect(char wanted) {
        if (!at(wanted)) {
            throw new IllegalArgumentException(text);
        }
    }
}
