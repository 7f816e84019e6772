package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.sqlite.Clause.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A CREATE TABLE statement, taken apart into columns and constraints. Put together again it is the same
 * text but for what was edited. Immutable.
 */
final class TableText {
    private static final Set<String> CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    private final List<ColumnText> columns;
    private final List<String> constraints;
    private final String options;

    private TableText(List<ColumnText> columns, List<String> constraints, String options) {
        this.columns = List.copyOf(columns);
        this.constraints = List.copyOf(constraints);
        this.options = options;
    }

    /** Parses what SQLite keeps in its catalog, which it has checked already. */
    static TableText parse(String sql) {
        List<Token> tokens = Tokenizer.of(sql);
        List<ColumnText> columns = new ArrayList<>();
        List<String> constraints = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (Token token : tokens) {
            boolean closes = token.is(')') && depth == 1;
            if (closes || (token.is(',') && depth == 1)) {
                String element = sql.substring(from, token.start());
                if (isConstraint(element)) {
                    constraints.add(element);
                } else {
                    columns.add(new ColumnText(element));
                }
                from = token.end();
            }
            if (closes) {
                break;
            }
            from = token.is('(') && depth == 0 ? token.end() : from;
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
        }
        return new TableText(columns, constraints, sql.substring(from));
    }

    private static boolean isConstraint(String element) {
        Token first = Tokenizer.of(element).get(0);
        return first.kind() == Token.Kind.WORD
                && CONSTRAINTS.contains(first.text().toUpperCase(Locale.ROOT));
    }

    /** The statement that makes the table under a quoted name. */
    String create(String quotedName) {
        return "CREATE TABLE " + quotedName + " ("
                + Stream.concat(columns.stream().map(ColumnText::text), constraints.stream())
                        .collect(Collectors.joining(","))
                + ")" + options;
    }

    List<ColumnText> columns() {
        return columns;
    }

    Optional<ColumnText> column(String name) {
        return columns.stream().filter(column -> column.isCalled(name)).findFirst();
    }

    /** The clauses that stand on their own, behind the columns. */
    List<Clause> clauses() {
        return constraints.stream()
                .flatMap(text -> ClauseParser.parse(text, Tokenizer.of(text)).stream())
                .toList();
    }

    /** Behind the columns and at them. */
    Stream<Clause> allClauses() {
        return Stream.concat(clauses().stream(), columns.stream().flatMap(column -> column.clauses().stream()));
    }

    /** The columns of the primary key, in its order; empty where there is none. */
    List<String> primaryKey() {
        for (ColumnText column : columns) {
            if (column.has(Kind.PRIMARY_KEY)) {
                return List.of(column.name());
            }
        }
        return clauses().stream()
                .filter(clause -> clause.kind() == Kind.PRIMARY_KEY)
                .findFirst()
                .map(clause -> clause.namesAfter("key"))
                .orElse(List.of());
    }

    boolean isStrict() {
        return Tokenizer.of(options).stream().anyMatch(token -> token.is("strict"));
    }

    boolean isWithoutRowId() {
        return Tokenizer.of(options).stream().anyMatch(token -> token.is("without"));
    }

    boolean isAutoIncrement() {
        return columns.stream()
                .anyMatch(column -> column.clause(Kind.PRIMARY_KEY)
                        .filter(key -> key.has("autoincrement"))
                        .isPresent());
    }

    TableText withColumn(String name, UnaryOperator<ColumnText> change) {
        return new TableText(
                columns.stream()
                        .map(column -> column.isCalled(name) ? change.apply(column) : column)
                        .toList(),
                constraints,
                options);
    }

    TableText plusColumn(String definition) {
        List<ColumnText> result = new ArrayList<>(columns);
        String end = constraints.isEmpty()
                ? trailingSpace(columns.get(columns.size() - 1).text())
                : "";
        result.set(
                result.size() - 1,
                new ColumnText(cut(columns.get(columns.size() - 1).text(), end)));
        result.add(new ColumnText(separator() + definition + end));
        return new TableText(result, constraints, options);
    }

    /** With a column behind another, or as the first; spaces and comments stay where they are. */
    TableText withPlace(String name, @Nullable String after) {
        List<String> order =
                new ArrayList<>(columns.stream().map(ColumnText::name).toList());
        String moved = column(name).orElseThrow().name();
        order.remove(moved);
        order.add(after == null ? 0 : order.indexOf(after) + 1, moved);
        List<ColumnText> result = new ArrayList<>();
        for (int place = 0; place < order.size(); place++) {
            String around = columns.get(place).text();
            List<Token> tokens = Tokenizer.of(around);
            String definition = bare(column(order.get(place)).orElseThrow().text());
            result.add(new ColumnText(around.substring(0, tokens.get(0).start())
                    + definition
                    + around.substring(tokens.get(tokens.size() - 1).end())));
        }
        return new TableText(result, constraints, options);
    }

    private static String bare(String definition) {
        List<Token> tokens = Tokenizer.of(definition);
        return definition.substring(
                tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    }

    TableText plusConstraint(String definition) {
        if (constraints.isEmpty()) {
            ColumnText last = columns.get(columns.size() - 1);
            String end = trailingSpace(last.text());
            List<ColumnText> shorter = new ArrayList<>(columns.subList(0, columns.size() - 1));
            shorter.add(new ColumnText(cut(last.text(), end)));
            return new TableText(shorter, List.of(separator() + definition + end), options);
        }
        String last = constraints.get(constraints.size() - 1);
        String end = trailingSpace(last);
        List<String> result = new ArrayList<>(constraints.subList(0, constraints.size() - 1));
        result.add(cut(last, end));
        result.add(separator() + definition + end);
        return new TableText(columns, result, options);
    }

    /** With a constraint, behind the columns or at one, under a quoted name. */
    TableText withName(Clause named, String quotedName) {
        return new TableText(
                columns.stream()
                        .map(column -> column.clauses().contains(named)
                                ? new ColumnText(renamed(column.text(), named, quotedName))
                                : column)
                        .toList(),
                constraints.stream()
                        .map(text ->
                                ClauseParser.parse(text, Tokenizer.of(text)).contains(named)
                                        ? renamed(text, named, quotedName)
                                        : text)
                        .toList(),
                options);
    }

    private static String renamed(String text, Clause clause, String quotedName) {
        int end =
                clause.name() == null ? clause.start() : clause.tokens().get(2).start();
        return text.substring(0, clause.start()) + "CONSTRAINT " + quotedName + " " + text.substring(end);
    }

    /** Without the constraints, behind the columns and at them, that {@code unwanted} holds for. */
    TableText without(Predicate<Clause> unwanted) {
        List<ColumnText> open = columns.stream()
                .map(column -> {
                    ColumnText result = column;
                    for (Optional<Clause> found = find(result, unwanted); found.isPresent(); ) {
                        result = result.without(found.get());
                        found = find(result, unwanted);
                    }
                    return result;
                })
                .toList();
        List<String> kept = new ArrayList<>(constraints.stream()
                .map(text -> without(text, unwanted))
                .filter(text -> !Tokenizer.of(text).isEmpty())
                .toList());
        return new TableText(open, kept, options).closedLike(this);
    }

    /** The closing parenthesis stands where it stood, also when what was before it has gone. */
    private TableText closedLike(TableText other) {
        if (constraints.size() == other.constraints.size()) {
            return this;
        }
        String end = trailingSpace(other.constraints.get(other.constraints.size() - 1));
        List<String> closed = new ArrayList<>(constraints);
        closed.replaceAll(text -> cut(text, trailingSpace(text)));
        if (!closed.isEmpty()) {
            closed.set(closed.size() - 1, closed.get(closed.size() - 1) + end);
            return new TableText(columns, closed, options);
        }
        List<ColumnText> last = new ArrayList<>(columns);
        String text = last.get(last.size() - 1).text();
        last.set(last.size() - 1, new ColumnText(cut(text, trailingSpace(text)) + end));
        return new TableText(last, closed, options);
    }

    private static Optional<Clause> find(ColumnText column, Predicate<Clause> unwanted) {
        return column.clauses().stream().filter(unwanted).findFirst();
    }

    private static String without(String text, Predicate<Clause> unwanted) {
        StringBuilder kept = new StringBuilder(text);
        List<Clause> clauses = ClauseParser.parse(text, Tokenizer.of(text));
        for (int at = clauses.size() - 1; at >= 0; at--) {
            if (unwanted.test(clauses.get(at))) {
                kept.delete(clauses.get(at).start(), clauses.get(at).end());
            }
        }
        return kept.toString();
    }

    /** A new element stands as the first column does: on a line of its own, or behind a space. */
    private String separator() {
        String first = columns.get(0).text();
        String space = first.substring(0, first.length() - first.stripLeading().length());
        return space.isEmpty() ? " " : space;
    }

    private static String trailingSpace(String text) {
        int end = Tokenizer.of(text).stream().mapToInt(Token::end).max().orElse(0);
        String rest = text.substring(end);
        return rest.isBlank() ? rest : "";
    }

    private static String cut(String text, String end) {
        return text.substring(0, text.length() - end.length());
    }
}
