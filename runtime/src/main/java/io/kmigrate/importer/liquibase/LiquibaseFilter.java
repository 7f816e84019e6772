package io.kmigrate.importer.liquibase;

import io.kmigrate.dialect.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which parts of a change log are for the database and the contexts that are wanted. */
final class LiquibaseFilter {
    private final Dialect dialect;
    private final List<String> contexts;

    /** @param contexts none: all are wanted, as without the option */
    LiquibaseFilter(Dialect dialect, List<String> contexts) {
        this.dialect = dialect;
        this.contexts = contexts.stream()
                .map(context -> context.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** A list of databases, each of which may begin with a sign for not; an empty one names all. */
    boolean includesDatabase(String dbms) {
        List<String> names = Arrays.stream(dbms.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty() || names.contains("all")) {
            return true;
        }
        if (names.contains("none")
                || names.stream().anyMatch(name -> name.startsWith("!") && isWanted(name.substring(1)))) {
            return false;
        }
        boolean hasPlain = names.stream().anyMatch(name -> !name.startsWith("!"));
        return !hasPlain || names.stream().anyMatch(this::isWanted);
    }

    private boolean isWanted(String name) {
        return LiquibaseTypes.dialect(name).equals(dialect.name());
    }

    /** By the contexts and labels that it carries. */
    boolean includesContext(Node node) {
        String context = node.has("contextFilter") ? node.get("contextFilter") : node.get("context");
        return includes(context) && includes(node.get("labels"));
    }

    /**
     * The environments that a change set is for, where the contexts that run are not chosen: none for all; empty where
     * the words of a script do not say it.
     */
    Optional<List<String>> environments(Node node) {
        String context = node.has("contextFilter") ? node.get("contextFilter") : node.get("context");
        if (!contexts.isEmpty() || (context.isBlank() && !node.has("labels"))) {
            return Optional.of(List.of());
        }
        boolean isBoth = !context.isBlank() && node.has("labels");
        String expression = context.isBlank() ? node.get("labels") : context;
        List<String> names = Arrays.stream(expression.replaceAll("[()]", " ").split(",|(?i:\\bor\\b)", -1))
                .map(String::strip)
                .toList();
        boolean isPlain = names.stream().allMatch(name -> name.matches("[\\w.-]+") && !name.matches("(?i)not"));
        return isPlain && !isBoth ? Optional.of(names) : Optional.empty();
    }

    private boolean includes(String expression) {
        if (contexts.isEmpty() || expression.isBlank()) {
            return true;
        }
        String plain = expression.toLowerCase(Locale.ROOT).replaceAll("[()]", " ");
        return Arrays.stream(plain.split(",|\\bor\\b", -1))
                .anyMatch(part -> Arrays.stream(part.split("\\band\\b", -1)).allMatch(this::isActive));
    }

    private boolean isActive(String word) {
        String name = word.strip().replaceFirst("^not\\s+", "!");
        return name.startsWith("!") ? !contexts.contains(name.substring(1).strip()) : contexts.contains(name);
    }
}
