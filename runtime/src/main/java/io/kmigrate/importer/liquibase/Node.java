package io.kmigrate.importer.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An element of a change log, whatever it is written in.
 *
 * @param text between its tags
 * @param line where it begins; 0 where that is not known
 */
record Node(String name, Map<String, String> attributes, List<Node> children, String text, int line) {
    /** Attributes that hold in YAML and JSON what XML has between the tags. */
    private static final List<String> BODIES = List.of(
            "sql",
            "selectQuery",
            "procedureText",
            "procedureBody",
            "functionText",
            "functionBody",
            "triggerText",
            "triggerBody",
            "packageText",
            "packageBodyText");

    /** An attribute; empty where it is not given. */
    String get(String attribute) {
        return attributes.getOrDefault(attribute, "").strip();
    }

    boolean has(String attribute) {
        return !get(attribute).isEmpty();
    }

    boolean is(String attribute) {
        return get(attribute).equalsIgnoreCase("true");
    }

    /** What stands between the tags, or in the attribute that holds it elsewhere. */
    String body() {
        return text.isBlank()
                ? BODIES.stream().filter(this::has).findFirst().map(this::get).orElse(text)
                : text;
    }

    /** With another text between its tags. */
    Node withText(String other) {
        return new Node(name, attributes, children, other, line);
    }

    List<Node> all(String child) {
        return children.stream().filter(node -> node.name.equals(child)).toList();
    }

    Optional<Node> first(String child) {
        return all(child).stream().findFirst();
    }

    /** The names of an attribute, with commas between them. */
    List<String> list(String attribute) {
        List<String> names = new ArrayList<>();
        for (String name : get(attribute).split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }

    /** With all its texts changed, and those of its children. */
    Node filled(UnaryOperator<String> values) {
        Map<String, String> changed = new LinkedHashMap<>();
        attributes.forEach((name, value) -> changed.put(name, values.apply(value)));
        return new Node(
                name,
                changed,
                children.stream().map(child -> child.filled(values)).toList(),
                values.apply(text),
                line);
    }

    /** Without a node that is somewhere in it. */
    Node without(Node other) {
        List<Node> left = children.stream()
                .filter(child -> !child.equals(other))
                .map(child -> child.without(other))
                .toList();
        return new Node(name, attributes, left, text, line);
    }

    /** As XML, for a person. */
    String shown() {
        StringBuilder shown = new StringBuilder("<").append(name);
        attributes.forEach((name, value) ->
                shown.append(' ').append(name).append("=\"").append(value).append('"'));
        if (children.isEmpty() && text.isBlank()) {
            return shown.append("/>").toString();
        }
        shown.append('>').append(text.strip());
        children.forEach(child -> shown.append("\n    ").append(child.shown().replace("\n", "\n    ")));
        return shown.append(children.isEmpty() ? "" : "\n")
                .append("</")
                .append(name)
                .append('>')
                .toString();
    }

    /** The name in small letters, which old change logs write in their own case. */
    String word() {
        return name.toLowerCase(Locale.ROOT);
    }
}
