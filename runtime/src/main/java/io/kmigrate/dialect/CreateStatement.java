package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A user's CREATE statement, as far as replacing an object needs it. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class CreateStatement {
    private static final List<String> KINDS = List.of("FUNCTION", "PROCEDURE", "AGGREGATE");

    private static final List<String> SUBJECTS = List.of("FUNCTION", "PROCEDURE", "AGGREGATE", "ALIAS", "TRIGGER");

    private final String sql;
    private final LexicalRules rules;
    private final int afterCreate;
    private final boolean replaces;

    private CreateStatement(String sql, LexicalRules rules, int afterCreate, boolean replaces) {
        this.sql = sql;
        this.rules = rules;
        this.afterCreate = afterCreate;
        this.replaces = replaces;
    }

    /** Empty where the text begins with another word. */
    public static Optional<CreateStatement> of(String sql, LexicalRules rules) {
        SqlScanner scanner = new SqlScanner(sql, rules);
        nextToken(scanner);
        if (!scanner.isWord("CREATE")) {
            return Optional.empty();
        }
        int afterCreate = scanner.end();
        nextToken(scanner);
        return Optional.of(new CreateStatement(sql, rules, afterCreate, scanner.isWord("OR")));
    }

    /** Whether it says itself that it takes the place of an old object. */
    public boolean replaces() {
        return replaces;
    }

    /**
     * The statement that takes the place of an old object.
     *
     * @param clause {@code OR REPLACE} or {@code OR ALTER}; not repeated where the user's text has it
     */
    public String replacing(String clause) {
        return replaces ? sql : sql.substring(0, afterCreate) + " " + clause + sql.substring(afterCreate);
    }

    /** The schema before the name of a function, procedure or aggregate; names without quotes in small letters. */
    public Optional<String> schema() {
        SqlScanner scanner = new SqlScanner(sql, rules);
        do {
            nextToken(scanner);
            if (scanner.kind() == Kind.END || scanner.isSymbol('(')) {
                return Optional.empty();
            }
        } while (KINDS.stream().noneMatch(scanner::isWord));
        nextToken(scanner);
        String name = scanner.kind() == Kind.NAME
                ? scanner.text().substring(1, scanner.text().length() - 1).replace("\"\"", "\"")
                : scanner.text().toLowerCase(Locale.ROOT);
        nextToken(scanner);
        return scanner.isSymbol('.') ? Optional.of(name) : Optional.empty();
    }

    /**
     * A name as a statement writes it.
     *
     * @param schema null where it is written without one
     */
    public record Written(@Nullable Part schema, Part name) {}

    /** A word of a name. {@code isQuoted}: it is meant letter by letter. */
    public record Part(String text, boolean isQuoted) {}

    /**
     * What a statement makes.
     *
     * @param kind as it is written, in capital letters, such as {@code FUNCTION} or {@code ALIAS}
     * @param table of a trigger; null for all others
     */
    public record Subject(
            String kind, Written name, @Nullable Written table) {}

    /** The function, procedure, aggregate or trigger that it makes; empty where it is not read. */
    public Optional<Subject> subject() {
        SqlScanner scanner = new SqlScanner(sql, rules);
        String kind = nextOf(scanner, SUBJECTS);
        if (kind.equals("AGGREGATE")) {
            // MariaDB makes an aggregate as a function.
            int place = scanner.end();
            nextToken(scanner);
            if (!scanner.isWord("FUNCTION")) {
                scanner.jump(place);
            }
        }
        Optional<Written> name = kind.isEmpty() ? Optional.empty() : written(scanner);
        if (name.isEmpty() || !kind.equals("TRIGGER")) {
            return name.map(found -> new Subject(kind, found, null));
        }
        return nextOf(scanner, List.of("ON")).isEmpty()
                ? Optional.empty()
                : written(scanner).map(table -> new Subject(kind, name.get(), table));
    }

    /** The first of some words that comes, in capital letters; an empty text where none does. */
    private static String nextOf(SqlScanner scanner, List<String> words) {
        do {
            nextToken(scanner);
            if (scanner.kind() == Kind.END || scanner.isSymbol('(')) {
                return "";
            }
        } while (words.stream().noneMatch(scanner::isWord));
        return scanner.text().toUpperCase(Locale.ROOT);
    }

    private static Optional<Written> written(SqlScanner scanner) {
        nextToken(scanner);
        if (scanner.isWord("IF")) {
            // IF NOT EXISTS
            nextToken(scanner);
            nextToken(scanner);
            nextToken(scanner);
        }
        Optional<Part> first = part(scanner);
        nextToken(scanner);
        if (first.isEmpty() || !scanner.isSymbol('.')) {
            return first.map(name -> new Written(null, name));
        }
        nextToken(scanner);
        return part(scanner).map(name -> new Written(first.get(), name));
    }

    private static Optional<Part> part(SqlScanner scanner) {
        String text = scanner.text();
        return switch (scanner.kind()) {
            case WORD -> Optional.of(new Part(text, false));
            case NAME -> {
                String close = text.substring(text.length() - 1);
                yield Optional.of(new Part(text.substring(1, text.length() - 1).replace(close + close, close), true));
            }
            default -> Optional.empty();
        };
    }

    private static void nextToken(SqlScanner scanner) {
        do {
            scanner.next();
        } while (scanner.isBlank());
    }
}
