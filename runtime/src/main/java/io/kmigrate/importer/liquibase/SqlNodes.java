package io.kmigrate.importer.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads SQL whose comments divide it into change sets. */
final class SqlNodes {
    private static final Pattern SET =
            Pattern.compile("(?i)--\\s*changeset\\s+(\"[^\"]+\"|[^:\\s]+):(\"[^\"]+\"|\\S+)(.*)");
    private static final Pattern ROLLBACK = Pattern.compile("(?i)--\\s*rollback\\s?(.*)");
    private static final Pattern CONDITION = Pattern.compile("(?i)--\\s*precondition-([\\w-]+)\\s*(.*)");
    private static final Pattern CONDITIONS = Pattern.compile("(?i)--\\s*preconditions\\s*(.*)");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w.]+)[:=](\"[^\"]*\"|'[^']*'|\\S+)");
    private static final Pattern COMMENT = Pattern.compile("(?i)--\\s*comment:?\\s*(.*)");

    private final List<Node> sets = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();
    private final List<Node> conditions = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder rollback = new StringBuilder();
    private Map<String, String> attributes = Map.of();
    private Map<String, String> conditionAttributes = Map.of();
    private boolean hasRollback;
    private int line;

    private SqlNodes() {}

    /** Whether a text is divided so. */
    static boolean is(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> line.toLowerCase(Locale.ROOT).matches("--\\s*liquibase formatted sql.*"))
                .isPresent();
    }

    static Node read(String text) {
        SqlNodes nodes = new SqlNodes();
        int number = 0;
        for (String line : text.lines().toList()) {
            nodes.add(line, ++number);
        }
        nodes.finish();
        return new Node("databaseChangeLog", Map.of(), nodes.sets, "", 1);
    }

    private void add(String text, int number) {
        String trimmed = text.strip();
        Matcher set = SET.matcher(trimmed);
        Matcher back = ROLLBACK.matcher(trimmed);
        Matcher condition = CONDITION.matcher(trimmed);
        Matcher all = CONDITIONS.matcher(trimmed);
        Matcher comment = COMMENT.matcher(trimmed);
        if (set.matches()) {
            finish();
            attributes = attributes(set.group(3));
            attributes.put("author", unquoted(set.group(1)));
            attributes.put("id", unquoted(set.group(2)));
            line = number;
        } else if (back.matches()) {
            hasRollback = true;
            rollback.append(back.group(1)).append('\n');
        } else if (all.matches()) {
            conditionAttributes = attributes(all.group(1));
        } else if (condition.matches()) {
            conditions.add(condition(condition.group(1), condition.group(2), number));
        } else if (comment.matches()) {
            children.add(new Node("comment", Map.of(), List.of(), comment.group(1), number));
        } else {
            sql.append(text).append('\n');
        }
    }

    private static Node condition(String name, String rest, int number) {
        String kind = name.equalsIgnoreCase("sql-check") ? "sqlCheck" : name;
        Map<String, String> attributes = attributes(rest);
        String text = ATTRIBUTE.matcher(rest).replaceAll("").strip();
        return new Node(kind, attributes, List.of(), text, number);
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher each = ATTRIBUTE.matcher(text);
        while (each.find()) {
            found.put(each.group(1), unquoted(each.group(2)));
        }
        return found;
    }

    private static String unquoted(String text) {
        return text.replaceAll("^[\"']|[\"']$", "");
    }

    private void finish() {
        if (!attributes.isEmpty()) {
            Map<String, String> text = new LinkedHashMap<>(attributes);
            text.keySet().retainAll(List.of("splitStatements", "endDelimiter", "stripComments"));
            if (!conditions.isEmpty()) {
                children.add(new Node("preConditions", conditionAttributes, List.copyOf(conditions), "", line));
            }
            children.add(new Node("sql", text, List.of(), sql.toString(), line + 1));
            if (hasRollback) {
                boolean isNothing = rollback.toString().strip().matches("(?i)empty|not required|");
                children.add(new Node("rollback", Map.of(), List.of(), isNothing ? "" : rollback.toString(), line));
            }
            sets.add(new Node("changeSet", attributes, List.copyOf(children), "", line));
        }
        children.clear();
        conditions.clear();
        sql.setLength(0);
        rollback.setLength(0);
        hasRollback = false;
        conditionAttributes = Map.of();
        attributes = Map.of();
    }
}
