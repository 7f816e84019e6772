package io.kmigrate.importer;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ImportMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the part of YAML that has brackets, which JSON is, too. */
final class FlowReader {
    private final String text;
    private final String file;
    private final int line;
    private int at;

    FlowReader(String text, String file, int line) {
        this.text = text;
        this.file = file;
        this.line = line;
    }

    /** Whether all brackets are closed. */
    static boolean isWhole(String text) {
        int depth = 0;
        char quote = 0;
        for (int place = 0; place < text.length(); place++) {
            char current = text.charAt(place);
            if (quote != 0) {
                if (current == '\\' && quote == '"') {
                    place++;
                } else if (current == quote) {
                    quote = 0;
                }
            } else if (current == '"' || current == '\'') {
                quote = current;
            } else if (current == '{' || current == '[') {
                depth++;
            } else if (current == '}' || current == ']') {
                depth--;
            }
        }
        return depth <= 0;
    }

    private MigrationException wrong() {
        int place = line
                + (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return ImportMessages.unreadable(file + ":" + place, "its brackets and quotes cannot be read")
                .exception();
    }

    Object value() {
        skipBlanks();
        if (at >= text.length()) {
            throw wrong();
        }
        return switch (text.charAt(at)) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> quoted('"');
            case '\'' -> quoted('\'');
            default -> word();
        };
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(char wanted) {
        skipBlanks();
        boolean isNext = at < text.length() && text.charAt(at) == wanted;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        accept('{');
        while (!accept('}')) {
            String key = String.valueOf(value());
            if (!accept(':')) {
                throw wrong();
            }
            map.put(key, value());
            if (!accept(',') && !sees('}')) {
                throw wrong();
            }
        }
        return map;
    }

    private boolean sees(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        accept('[');
        while (!accept(']')) {
            list.add(value());
            if (!accept(',') && !sees(']')) {
                throw wrong();
            }
        }
        return list;
    }

    private String quoted(char quote) {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote == '"' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw wrong();
        }
        String inner = text.substring(start, at++);
        return quote == '"' ? unescaped(inner) : inner;
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",]}:\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw wrong();
        }
        return text.substring(start, at).strip();
    }

    static String unescaped(String text) {
        StringBuilder result = new StringBuilder();
        for (int place = 0; place < text.length(); place++) {
            char current = text.charAt(place);
            if (current != '\\' || place + 1 == text.length()) {
                result.append(current);
                continue;
            }
            char letter = text.charAt(++place);
            switch (letter) {
                case 'n' -> result.append('\n');
                case 't' -> result.append('\t');
                case 'r' -> result.append('\r');
                case 'b' -> result.append('\b');
                case 'f' -> result.append('\f');
                case 'u' -> {
                    int end = Math.min(place + 5, text.length());
                    result.append((char) Integer.parseInt(text.substring(place + 1, end), 16));
                    place = end - 1;
                }
                default -> result.append(letter);
            }
        }
        return result.toString();
    }
}
