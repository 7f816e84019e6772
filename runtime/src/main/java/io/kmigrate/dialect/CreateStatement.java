package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/** A user's CREATE statement, as far as replacing an object needs it. */
@API(status = EXPERIMENTAL, since = "0.1")
public final class CreateStatement {
    private static final List<String> KINDS = List.of("FUNCTION", "PROCEDURE", "AGGREGATE");

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

    private static void nextToken(SqlScanner scanner) {
        do {
            scanner.next();
        } while (scanner.isBlank());
    }
}
