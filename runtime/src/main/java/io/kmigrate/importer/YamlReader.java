package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ImportMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Reads the YAML that settings and change logs are written in, and JSON: maps, lists, texts in quotes and over several
 * lines. It knows no anchors, tags and complex keys. Every value is a text, a list or a map.
 */
@API(status = INTERNAL, since = "0.1")
public final class YamlReader {
    private record Line(int number, int indent, String text) {}

    private final String file;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> raw;
    private final int offset;
    private int next;

    private YamlReader(List<String> raw, int first, String file) {
        this.file = file;
        this.raw = raw;
        for (int place = 0; place < raw.size(); place++) {
            String text = withoutComment(raw.get(place));
            if (!text.isBlank()) {
                int indent = text.length() - text.stripLeading().length();
                lines.add(new Line(first + place, indent, text.strip()));
            }
        }
        this.offset = first;
    }

    /**
     * The documents of a text, which {@code ---} divides.
     *
     * @throws MigrationException naming the line that cannot be read
     */
    public static List<Object> documents(String text, String file) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (plain.stripLeading().startsWith("{") || plain.stripLeading().startsWith("[")) {
            return List.of(new FlowReader(plain, file, 1).value());
        }
        List<Object> documents = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int first = 1;
        int number = 0;
        for (String line : plain.lines().toList()) {
            number++;
            if (line.equals("---") || line.startsWith("--- ") || line.equals("...")) {
                add(documents, part, first, file);
                part = new ArrayList<>();
                first = number + 1;
            } else {
                part.add(line.replace("\t", "  "));
            }
        }
        add(documents, part, first, file);
        return documents;
    }

    private static void add(List<Object> documents, List<String> part, int first, String file) {
        YamlReader reader = new YamlReader(part, first, file);
        if (!reader.lines.isEmpty()) {
            documents.add(reader.block(reader.lines.get(0).indent()));
        }
    }

    private MigrationException wrong(int line) {
        return ImportMessages.unreadable(file + ":" + line, "this YAML cannot be read")
                .exception();
    }

    /** A sign of a number begins a comment after a blank, outside of quotes. */
    private static String withoutComment(String line) {
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char current = line.charAt(at);
            if (quote != 0) {
                quote = current == quote ? 0 : quote;
            } else if ((current == '"' || current == '\'') && (at == 0 || " [{,:-".indexOf(line.charAt(at - 1)) >= 0)) {
                quote = current;
            } else if (current == '#' && (at == 0 || line.charAt(at - 1) == ' ')) {
                return line.substring(0, at);
            }
        }
        return line;
    }

    private Object block(int indent) {
        Line line = lines.get(next);
        if (line.text().equals("-") || line.text().startsWith("- ")) {
            return list(line.indent());
        }
        return colon(line.text()) >= 0 && line.indent() == indent ? map(indent) : scalar();
    }

    private List<Object> list(int indent) {
        List<Object> items = new ArrayList<>();
        while (next < lines.size() && lines.get(next).indent() == indent) {
            Line line = lines.get(next);
            if (!line.text().equals("-") && !line.text().startsWith("- ")) {
                break;
            }
            String rest = line.text().substring(1).strip();
            if (rest.isEmpty()) {
                next++;
                items.add(
                        next < lines.size() && lines.get(next).indent() > indent
                                ? block(lines.get(next).indent())
                                : "");
            } else {
                // What follows the dash stands as if on a line of its own, so far to the right.
                int inner = indent + line.text().length() - rest.length();
                lines.set(next, new Line(line.number(), inner, rest));
                items.add(isMapLine(rest) || rest.startsWith("- ") ? block(inner) : value(rest, indent));
            }
        }
        return items;
    }

    private static boolean isMapLine(String text) {
        return !text.startsWith("{") && !text.startsWith("[") && colon(text) >= 0;
    }

    private Map<String, Object> map(int indent) {
        Map<String, Object> map = new LinkedHashMap<>();
        while (next < lines.size() && lines.get(next).indent() == indent) {
            Line line = lines.get(next);
            int colon = colon(line.text());
            if (colon < 0 || line.text().startsWith("- ")) {
                throw wrong(line.number());
            }
            String key = plain(line.text().substring(0, colon).strip());
            String rest = line.text().substring(colon + 1).strip();
            if (rest.isEmpty()) {
                next++;
                map.put(key, inner(indent));
            } else {
                map.put(key, value(rest, indent));
            }
        }
        if (next < lines.size() && lines.get(next).indent() > indent) {
            throw wrong(lines.get(next).number());
        }
        return map;
    }

    /** What is below a key; a list may stand as far left as the key. */
    private Object inner(int indent) {
        if (next >= lines.size()) {
            return "";
        }
        Line line = lines.get(next);
        boolean isList = line.text().equals("-") || line.text().startsWith("- ");
        return line.indent() > indent || (isList && line.indent() == indent) ? block(line.indent()) : "";
    }

    /** What stands behind a colon or a dash on its line, which it passes with all lines that belong to it. */
    private Object value(String text, int indent) {
        Line line = lines.get(next);
        next++;
        if (text.matches("[|>][-+0-9]*")) {
            return text(text, line.number(), indent);
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            StringBuilder flow = new StringBuilder(text);
            while (!FlowReader.isWhole(flow.toString()) && next < lines.size()) {
                flow.append(' ').append(lines.get(next++).text());
            }
            return new FlowReader(flow.toString(), file, line.number()).value();
        }
        StringBuilder all = new StringBuilder(text);
        while (next < lines.size() && lines.get(next).indent() > indent) {
            all.append(' ').append(lines.get(next++).text());
        }
        return plain(all.toString());
    }

    private Object scalar() {
        Line line = lines.get(next);
        return value(line.text(), line.indent() - 1);
    }

    /** A text over several lines, as it stands or with its lines joined. */
    private String text(String sign, int number, int indent) {
        List<String> part = new ArrayList<>();
        int from = number - offset + 1;
        int margin = -1;
        int end = from;
        for (; end < raw.size(); end++) {
            String line = raw.get(end);
            int left = line.length() - line.stripLeading().length();
            if (!line.isBlank() && left <= indent) {
                break;
            }
            margin = margin < 0 && !line.isBlank() ? left : margin;
            part.add(line.isBlank() || margin < 0 ? "" : line.substring(Math.min(margin, left)));
        }
        int last = offset + end - 1;
        while (next < lines.size() && lines.get(next).number() <= last) {
            next++;
        }
        while (!part.isEmpty() && part.get(part.size() - 1).isBlank()) {
            part.remove(part.size() - 1);
        }
        return String.join(sign.startsWith("|") ? "\n" : " ", part) + (sign.contains("-") ? "" : "\n");
    }

    /** The colon behind a key; -1 where there is none. */
    private static int colon(String text) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            int close = text.indexOf(text.charAt(0), 1);
            return close > 0 && close + 1 < text.length() && text.charAt(close + 1) == ':' ? close + 1 : -1;
        }
        for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
            if (at + 1 == text.length() || text.charAt(at + 1) == ' ') {
                return at;
            }
        }
        return -1;
    }

    static String plain(String text) {
        boolean isQuoted = text.length() > 1 && text.charAt(0) == text.charAt(text.length() - 1);
        if (isQuoted && text.startsWith("'")) {
            return text.substring(1, text.length() - 1).replace("''", "'");
        }
        if (isQuoted && text.startsWith("\"")) {
            return FlowReader.unescaped(text.substring(1, text.length() - 1));
        }
        return text.equals("~") ? "" : text;
    }
}
