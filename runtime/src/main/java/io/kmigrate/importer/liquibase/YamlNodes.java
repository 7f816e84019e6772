package io.kmigrate.importer.liquibase;

import io.kmigrate.importer.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads YAML and JSON, whose maps and lists become the elements that XML has. */
final class YamlNodes {
    /** Lists of elements that XML has without a name around them. */
    private static final Set<String> LISTS = Set.of("databaseChangeLog", "changes", "columns");

    /** What XML has between tags. */
    private static final Set<String> TEXTS = Set.of("sql", "comment", "where", "rollback", "validCheckSum");

    private YamlNodes() {}

    static Node read(String text, String file) {
        List<Node> children = new ArrayList<>();
        for (Object document : YamlReader.documents(text, file)) {
            children.addAll(node("document", document).children());
        }
        return new Node("databaseChangeLog", Map.of(), children, "", 0);
    }

    private static Node node(String name, Object value) {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<Node> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        add(value, attributes, children, text);
        return new Node(name, attributes, children, text.toString(), 0);
    }

    private static void add(Object value, Map<String, String> attributes, List<Node> children, StringBuilder text) {
        if (value instanceof List<?> list) {
            list.forEach(item -> add(item, attributes, children, text));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> addEntry(String.valueOf(key), inner, attributes, children));
        } else {
            text.append(value);
        }
    }

    private static void addEntry(String key, Object value, Map<String, String> attributes, List<Node> children) {
        if (LISTS.contains(key)) {
            add(value, attributes, children, new StringBuilder());
        } else if (value instanceof List<?> || value instanceof Map<?, ?> || TEXTS.contains(key)) {
            children.add(node(key, value));
            if (TEXTS.contains(key) && !(value instanceof List<?> || value instanceof Map<?, ?>)) {
                attributes.put(key, String.valueOf(value));
            }
        } else {
            attributes.put(key, String.valueOf(value));
        }
    }
}
