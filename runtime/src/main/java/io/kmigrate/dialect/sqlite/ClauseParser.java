package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.sqlite.Clause.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts what follows a column's type, or a table constraint, into clauses. */
final class ClauseParser {
    /** Behind these comes a name or a value, even if it looks like a keyword. */
    private static final Set<String> TAKE_NEXT = Set.of("CONSTRAINT", "DEFAULT", "COLLATE", "REFERENCES");

    private static final Set<String> STARTERS = Set.of(
            "CONSTRAINT",
            "PRIMARY",
            "UNIQUE",
            "CHECK",
            "FOREIGN",
            "REFERENCES",
            "NOT",
            "NULL",
            "DEFAULT",
            "COLLATE",
            "GENERATED",
            "AS");

    private final String source;
    private final List<Clause> clauses = new ArrayList<>();
    private List<Token> current = new ArrayList<>();
    private int depth;

    private ClauseParser(String source) {
        this.source = source;
    }

    static List<Clause> parse(String source, List<Token> tokens) {
        ClauseParser parser = new ClauseParser(source);
        for (int at = 0; at < tokens.size(); at++) {
            parser.take(tokens.get(at), at + 1 < tokens.size() ? tokens.get(at + 1) : null);
        }
        parser.finish();
        return List.copyOf(parser.clauses);
    }

    /** Where the clauses of a column begin: the index of the first token that is not its name or type. */
    static int firstClause(List<Token> column) {
        int depth = 0;
        for (int at = 1; at < column.size(); at++) {
            Token token = column.get(at);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0 && isStarter(token)) {
                return at;
            }
        }
        return column.size();
    }

    private void take(Token token, @Nullable Token next) {
        if (depth == 0 && !current.isEmpty() && isStarter(token) && !continues(token, next)) {
            finish();
        }
        depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
        current.add(token);
    }

    private static boolean isStarter(Token token) {
        return token.kind() == Token.Kind.WORD && STARTERS.contains(keyword(token));
    }

    private boolean continues(Token token, @Nullable Token next) {
        Token last = current.get(current.size() - 1);
        boolean isNamed = current.size() == 2 && current.get(0).is("constraint");
        if (isNamed || takesNext(last)) {
            return true;
        }
        return switch (keyword(token)) {
            case "NOT" -> next == null || !next.is("null");
            case "NULL" -> last.is("not") || last.is("set");
            case "DEFAULT" -> last.is("set");
            case "REFERENCES" -> current.stream().anyMatch(earlier -> earlier.is("foreign"));
            case "AS" -> last.is("always");
            default -> false;
        };
    }

    private boolean takesNext(Token last) {
        return last.kind() == Token.Kind.WORD && TAKE_NEXT.contains(keyword(last)) && !isValue(last);
    }

    /** {@code SET DEFAULT} ends an action: nothing belongs to it any more. */
    private boolean isValue(Token last) {
        return last.is("default")
                && current.size() > 1
                && current.get(current.size() - 2).is("set");
    }

    private void finish() {
        if (!current.isEmpty()) {
            boolean isNamed = current.get(0).is("constraint") && current.size() > 1;
            String name = isNamed ? current.get(1).name() : null;
            clauses.add(new Clause(kind(isNamed ? 2 : 0), name, source, List.copyOf(current)));
            current = new ArrayList<>();
        }
    }

    private Kind kind(int at) {
        return at >= current.size()
                ? Kind.UNKNOWN
                : switch (keyword(current.get(at))) {
                    case "PRIMARY" -> Kind.PRIMARY_KEY;
                    case "UNIQUE" -> Kind.UNIQUE;
                    case "CHECK" -> Kind.CHECK;
                    case "FOREIGN" -> Kind.FOREIGN_KEY;
                    case "REFERENCES" -> Kind.REFERENCES;
                    case "NOT" -> Kind.NOT_NULL;
                    case "NULL" -> Kind.NULL;
                    case "DEFAULT" -> Kind.DEFAULT;
                    case "COLLATE" -> Kind.COLLATE;
                    case "GENERATED", "AS" -> Kind.GENERATED;
                    default -> Kind.UNKNOWN;
                };
    }

    private static String keyword(Token token) {
        return token.text().toUpperCase(Locale.ROOT);
    }
}
