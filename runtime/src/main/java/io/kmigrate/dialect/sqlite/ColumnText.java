package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.sqlite.Clause.Kind;
import java.util.List;
import java.util.Optional;

/** A column of a CREATE TABLE text. Edits touch the words they are about, and leave the rest as written. */
final class ColumnText {
    private final String text;
    private final List<Token> tokens;
    private final int firstClause;
    private final List<Clause> clauses;

    ColumnText(String text) {
        this.text = text;
        this.tokens = Tokenizer.of(text);
        this.firstClause = ClauseParser.firstClause(tokens);
        this.clauses = ClauseParser.parse(text, tokens.subList(firstClause, tokens.size()));
    }

    String text() {
        return text;
    }

    String name() {
        return tokens.get(0).name();
    }

    boolean isCalled(String column) {
        return name().equalsIgnoreCase(column);
    }

    /** Empty where none is declared. */
    String type() {
        return firstClause == 1 ? "" : text.substring(tokens.get(1).start(), typeEnd());
    }

    List<Clause> clauses() {
        return clauses;
    }

    Optional<Clause> clause(Kind kind) {
        return clauses.stream().filter(clause -> clause.kind() == kind).findFirst();
    }

    boolean has(Kind kind) {
        return clause(kind).isPresent();
    }

    ColumnText withType(String type) {
        return new ColumnText(text.substring(0, tokens.get(0).end()) + " " + type + text.substring(typeEnd()));
    }

    ColumnText withNullable(boolean nullable) {
        ColumnText open = without(Kind.NOT_NULL).without(Kind.NULL);
        return nullable
                ? open
                : new ColumnText(
                        open.text.substring(0, open.typeEnd()) + " NOT NULL" + open.text.substring(open.typeEnd()));
    }

    ColumnText without(Kind kind) {
        return clause(kind).map(this::without).orElse(this);
    }

    ColumnText without(Clause clause) {
        int end = clause.start();
        // A line break stays: it may be what ends a comment.
        while (text.charAt(end - 1) == ' ') {
            end--;
        }
        return new ColumnText(text.substring(0, end) + text.substring(clause.end()));
    }

    ColumnText plus(String clause) {
        int end = tokens.get(tokens.size() - 1).end();
        return new ColumnText(text.substring(0, end) + " " + clause + text.substring(end));
    }

    /** Behind the type, or behind the name where there is no type. */
    private int typeEnd() {
        return tokens.get(firstClause - 1).end();
    }
}
