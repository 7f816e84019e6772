package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column's definition in the database's own words, a clause at a time. MODIFY COLUMN forgets whatever it
 * is not told again, so everything here is told again, understood or not.
 */
final class ColumnText {
    /** In the order in which they are written. */
    enum Clause {
        TYPE,
        /** Executable comments behind the type: COMPRESSED. */
        TYPE_ATTRIBUTE,
        CHARACTER_SET,
        COLLATE,
        GENERATED,
        NULLABILITY,
        INVISIBLE,
        DEFAULT,
        ON_UPDATE,
        AUTO_INCREMENT,
        COMMENT,
        /** SRID, system versioning, and executable comments that are not behind the type. */
        OTHER,
        CHECK
    }

    private static final Map<String, Clause> BEGINNINGS = Map.ofEntries(
            Map.entry("CHARACTER", Clause.CHARACTER_SET),
            Map.entry("CHARSET", Clause.CHARACTER_SET),
            Map.entry("COLLATE", Clause.COLLATE),
            Map.entry("GENERATED", Clause.GENERATED),
            Map.entry("NOT", Clause.NULLABILITY),
            Map.entry("NULL", Clause.NULLABILITY),
            Map.entry("INVISIBLE", Clause.INVISIBLE),
            Map.entry("DEFAULT", Clause.DEFAULT),
            Map.entry("ON", Clause.ON_UPDATE),
            Map.entry("AUTO_INCREMENT", Clause.AUTO_INCREMENT),
            Map.entry("COMMENT", Clause.COMMENT),
            Map.entry("WITH", Clause.OTHER),
            Map.entry("WITHOUT", Clause.OTHER),
            Map.entry("CHECK", Clause.CHECK));

    private final Map<Clause, String> clauses = new EnumMap<>(Clause.class);

    /** @param literals writes strings anew for {@code backslashEscapes}, the session's way to read them */
    static ColumnText parse(String text, MysqlLiterals literals, boolean backslashEscapes) {
        ColumnText result = new ColumnText();
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        Clause clause = Clause.TYPE;
        int depth = 0;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            depth += scanner.isSymbol('(') ? 1 : scanner.isSymbol(')') ? -1 : 0;
            if (depth == 0 && (kind == Kind.WORD || kind == Kind.CODE)) {
                clause = result.clause(clause, scanner);
            }
            String token = scanner.text();
            boolean rewrite = kind == Kind.STRING && !backslashEscapes && token.indexOf('\\') >= 0;
            result.append(clause, rewrite ? literals.quoted(DefaultText.unquote(token), false) : token);
        }
        return result;
    }

    /** The clause that a word begins, or else goes on with. */
    private Clause clause(Clause current, SqlScanner scanner) {
        if (scanner.kind() == Kind.CODE) {
            return current == Clause.TYPE ? Clause.TYPE_ATTRIBUTE : Clause.OTHER;
        }
        boolean partOfClause = scanner.isWord("NULL")
                && (is(current, Clause.DEFAULT, "DEFAULT") || is(current, Clause.NULLABILITY, "NOT"));
        return partOfClause ? current : BEGINNINGS.getOrDefault(scanner.text().toUpperCase(Locale.ROOT), current);
    }

    private boolean is(Clause current, Clause wanted, String soFar) {
        return current == wanted && soFar.equalsIgnoreCase(get(wanted));
    }

    private void append(Clause clause, String token) {
        clauses.merge(clause, token, String::concat);
    }

    boolean has(Clause clause) {
        return clauses.containsKey(clause);
    }

    /** Empty where the column has none. */
    String get(Clause clause) {
        return clauses.getOrDefault(clause, "").strip();
    }

    /** Null takes the clause away. */
    void put(Clause clause, @Nullable String text) {
        if (text == null) {
            clauses.remove(clause);
        } else {
            clauses.put(clause, text);
        }
    }

    /** All that stands behind the column's name. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        clauses.values()
                .forEach(clause -> text.append(text.isEmpty() ? "" : " ").append(clause.strip()));
        return text.toString();
    }
}
