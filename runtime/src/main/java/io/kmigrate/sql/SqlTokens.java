package io.kmigrate.sql;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import io.kmigrate.schema.TableName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The words of a statement, read from the front. */
final class SqlTokens {
    private record Token(Kind kind, String text, int start, int place) {
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
        }

        /** 1 where it opens what another token closes, -1 where it closes it, otherwise 0. */
        int nesting() {
            return is("(") || is("[") ? 1 : is(")") || is("]") ? -1 : 0;
        }
    }

    /** The place of what is no token. */
    private static final int LEFT_OUT = 1 << 20;

    private static final Token END = new Token(Kind.END, "", Integer.MAX_VALUE, -1);

    private final String sql;
    private final UnaryOperator<String> folding;
    private final LexicalRules rules;
    private final List<Token> tokens = new ArrayList<>();
    private final Coverage coverage;
    private int next;

    /** @param folding what the database makes of a name that is not quoted */
    SqlTokens(String sql, LexicalRules rules, UnaryOperator<String> folding) {
        this(sql, rules, folding, false);
    }

    /** @param runsComments whether what stands in comments that the server executes counts as words */
    SqlTokens(String sql, LexicalRules rules, UnaryOperator<String> folding, boolean runsComments) {
        this.sql = sql;
        this.folding = folding;
        this.rules = rules;
        this.coverage = new Coverage();
        SqlScanner scanner = new SqlScanner(sql, rules);
        for (int place = 0; scanner.next() != Kind.END; place++) {
            if (!scanner.isBlank()) {
                coverage.expect(place);
            }
            if (scanner.kind() == Kind.CODE && runsComments) {
                addCode(scanner.start(), scanner.end());
            } else if (!scanner.isBlank() && scanner.kind() != Kind.CODE) {
                tokens.add(new Token(scanner.kind(), scanner.text(), scanner.start(), place));
            }
        }
    }

    /** The words of an executable comment, behind its mark and the version from which on servers heed it. */
    private void addCode(int from, int to) {
        int open = sql.indexOf('!', from) + 1;
        while (open < to && Character.isDigit(sql.charAt(open))) {
            open++;
        }
        SqlScanner scanner = new SqlScanner(sql.substring(0, sql.startsWith("*/", to - 2) ? to - 2 : to), rules);
        scanner.jump(open);
        while (scanner.next() != Kind.END) {
            if (!scanner.isBlank()) {
                tokens.add(new Token(scanner.kind(), scanner.text(), scanner.start(), LEFT_OUT));
            }
        }
    }

    private SqlTokens(SqlTokens whole, List<Token> part) {
        this.sql = whole.sql;
        this.folding = whole.folding;
        this.rules = whole.rules;
        this.coverage = whole.coverage;
        this.tokens.addAll(part);
    }

    private SqlTokens(String sql, UnaryOperator<String> folding, LexicalRules rules, List<Token> part) {
        this.sql = sql;
        this.folding = folding;
        this.rules = rules;
        this.coverage = new Coverage();
        this.tokens.addAll(part);
    }

    private Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : END;
    }

    boolean isEnd() {
        return next >= tokens.size();
    }

    /** Whether these words come next. */
    boolean sees(String words) {
        String[] wanted = words.split(" ", -1);
        for (int place = 0; place < wanted.length; place++) {
            if (!peek(place).is(wanted[place])) {
                return false;
            }
        }
        return true;
    }

    /** Passes the words if they come next. */
    boolean accept(String words) {
        int from = next;
        boolean isNext = pass(words);
        keep(from, next);
        return isNext;
    }

    /** The same for words that nothing keeps which is made of the statement. */
    boolean pass(String words) {
        boolean isNext = sees(words);
        next += isNext ? words.split(" ", -1).length : 0;
        return isNext;
    }

    private void keep(int from, int to) {
        int end = Math.min(to, tokens.size());
        for (int at = from; at < end; at++) {
            coverage.keep(tokens.get(at).place());
        }
    }

    /** Whether what was read of the statement, here and in its other parts, keeps each of its words. */
    boolean isWhole() {
        return coverage.isWhole();
    }

    /** Says that the statement does more than what was read of it. */
    void leaveOut() {
        coverage.expect(LEFT_OUT);
    }

    /** Passes one of the alternatives, if one comes next. */
    boolean acceptAny(String... alternatives) {
        for (String words : alternatives) {
            if (accept(words)) {
                return true;
            }
        }
        return false;
    }

    void skip() {
        next++;
    }

    /** Whether a word stands anywhere in what is left, outside of parentheses. */
    boolean has(String words) {
        int depth = 0;
        for (int from = next; from < tokens.size(); from++) {
            Token token = tokens.get(from);
            depth += token.nesting();
            if (depth == 0 && matches(from, words)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word stands anywhere in what is left. */
    boolean contains(String words) {
        for (int from = next; from < tokens.size(); from++) {
            if (matches(from, words)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int from, String words) {
        String[] wanted = words.split(" ", -1);
        for (int place = 0; place < wanted.length; place++) {
            if (from + place >= tokens.size() || !tokens.get(from + place).is(wanted[place])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the token behind the next one is a symbol. */
    boolean seesBehind(String symbol) {
        return peek(1).is(symbol);
    }

    /** Whether a number stands behind the next token. */
    boolean seesNumberBehind() {
        return peek(1).kind() == Kind.WORD && Character.isDigit(peek(1).text().charAt(0));
    }

    /** The token that comes next, as it is written; empty at the end. */
    String next() {
        return peek(0).text();
    }

    /** Whether one of the names, given in small letters, stands anywhere in what is left. */
    boolean names(Set<String> names) {
        return tokens.subList(Math.min(next, tokens.size()), tokens.size()).stream()
                .filter(token -> token.kind() == Kind.WORD || token.kind() == Kind.NAME)
                .anyMatch(token -> names.contains(plain(token).toLowerCase(Locale.ROOT)));
    }

    boolean seesName() {
        return peek(0).kind() == Kind.NAME || peek(0).kind() == Kind.WORD;
    }

    /** A name; empty where none comes. */
    String name() {
        Token token = peek(0);
        if (!seesName()) {
            return "";
        }
        keep(next, next + 1);
        next++;
        return EscapedName.isOne(token.text()) ? EscapedName.plain(token.text(), escape()) : plain(token);
    }

    /** The sign that stands for the backslash of a name with escapes. */
    private char escape() {
        boolean isSaid = accept("UESCAPE");
        return isSaid ? string().filter(sign -> sign.length() == 1).orElse("\\").charAt(0) : '\\';
    }

    /** Whether a string comes next. */
    boolean seesString() {
        return peek(0).kind() == Kind.STRING;
    }

    /** The text of the string that comes next; empty where none comes whose text can be told. */
    Optional<String> string() {
        Optional<String> text = seesString() ? StringText.of(peek(0).text(), rules) : Optional.empty();
        if (text.isPresent()) {
            keep(next, next + 1);
            next++;
        }
        return text;
    }

    private String plain(Token token) {
        if (token.kind() != Kind.NAME) {
            return folding.apply(token.text());
        }
        if (EscapedName.isOne(token.text())) {
            return EscapedName.plain(token.text(), '\\');
        }
        String inner = token.text().substring(1, Math.max(1, token.text().length() - 1));
        char close = token.text().charAt(token.text().length() - 1);
        return inner.replace("" + close + close, "" + close);
    }

    /** The number that comes next, with its sign and its point; empty where none comes. */
    Optional<BigDecimal> decimal() {
        int from = next;
        int to = next + (peek(0).is("-") || peek(0).is("+") ? 1 : 0);
        // The scanner has 1.5 in three pieces.
        int end = to;
        while (end < tokens.size() && (isDigits(end) || tokens.get(end).is("."))) {
            end++;
        }
        Optional<BigDecimal> number = end == to ? Optional.empty() : LiteralText.number(text(from, end));
        if (number.isPresent()) {
            keep(from, end);
            next = end;
        }
        return number;
    }

    private boolean isDigits(int at) {
        return Character.isDigit(tokens.get(at).text().charAt(0));
    }

    Optional<Long> number() {
        return decimal()
                .filter(number -> number.scale() == 0 && number.precision() < 19)
                .map(BigDecimal::longValue);
    }

    /** The same words from here on, none of which is read yet. */
    SqlTokens whole() {
        SqlTokens again = copy();
        again.tokens.forEach(token -> again.coverage.expect(token.place()));
        return again;
    }

    /** The same words from here on; what is read there counts as not read here. */
    SqlTokens copy() {
        return new SqlTokens(sql, folding, rules, tokens.subList(Math.min(next, tokens.size()), tokens.size()));
    }

    /** A name of a table, with or without its schema. */
    TableName table() {
        String first = name();
        if (!accept(".")) {
            return TableName.of(first);
        }
        String second = name();
        return accept(".") ? new TableName(second, name()) : new TableName(first, second);
    }

    /** The names between parentheses; those of expressions as they are written. */
    List<String> list() {
        List<String> names = new ArrayList<>();
        for (SqlTokens part : parts(parenthesis())) {
            boolean isName =
                    part.seesName() && (part.tokens.size() == 1 || !part.peek(1).is("("));
            names.add(isName ? part.name() : part.text());
        }
        return names;
    }

    /** What stands between the parentheses that come next, and passes them; nothing where none come. */
    SqlTokens parenthesis() {
        if (!accept("(")) {
            return new SqlTokens(this, List.of());
        }
        int from = next;
        int depth = 1;
        while (!isEnd() && depth > 0) {
            depth += peek(0).nesting();
            next++;
        }
        if (depth == 0) {
            keep(next - 1, next);
        }
        return new SqlTokens(this, tokens.subList(from, depth == 0 ? next - 1 : next));
    }

    /** The rest, cut at its commas. */
    List<SqlTokens> parts() {
        SqlTokens rest = new SqlTokens(this, tokens.subList(Math.min(next, tokens.size()), tokens.size()));
        next = tokens.size();
        return parts(rest);
    }

    private static List<SqlTokens> parts(SqlTokens whole) {
        List<SqlTokens> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int place = 0; place <= whole.tokens.size(); place++) {
            boolean isLast = place == whole.tokens.size();
            if (!isLast) {
                Token token = whole.tokens.get(place);
                depth += token.nesting();
            }
            if (isLast ? place > from : depth == 0 && whole.tokens.get(place).is(",")) {
                whole.keep(place, place + 1);
                parts.add(new SqlTokens(whole, whole.tokens.subList(from, place)));
                from = place + 1;
            }
        }
        return parts;
    }

    /** What comes up to one of the words, outside of parentheses, as it is written. */
    String until(String... words) {
        int from = next;
        int depth = 0;
        while (!isEnd() && (depth > 0 || !seesAny(words))) {
            depth += peek(0).nesting();
            next++;
        }
        keep(from, next);
        return text(from, next);
    }

    /** The same as words of their own, which it passes. */
    SqlTokens before(String... words) {
        int from = next;
        int depth = 0;
        while (!isEnd() && (depth > 0 || !seesAny(words))) {
            depth += peek(0).nesting();
            next++;
        }
        return new SqlTokens(this, tokens.subList(from, next));
    }

    /** What comes up to a word outside of parentheses. An AND that ends a BETWEEN is no such word. */
    SqlTokens cut(String word) {
        int from = next;
        int depth = 0;
        boolean isBetween = false;
        while (!isEnd() && (depth > 0 || isBetween || !sees(word))) {
            depth += peek(0).nesting();
            isBetween = depth == 0 && (sees("BETWEEN") || (isBetween && !sees("AND")));
            next++;
        }
        return new SqlTokens(this, tokens.subList(from, next));
    }

    boolean seesAny(String... words) {
        for (String word : words) {
            if (sees(word)) {
                return true;
            }
        }
        return false;
    }

    /** A call of a function, as it is written. */
    String call() {
        int from = next;
        table();
        parenthesis().text();
        return text(from, next);
    }

    /** All that is left, as it is written. */
    String text() {
        keep(next, tokens.size());
        return text(next, tokens.size());
    }

    /** The same, and nothing is left then. */
    String rest() {
        String text = text();
        next = tokens.size();
        return text;
    }

    private String text(int from, int to) {
        if (from >= to) {
            return "";
        }
        Token last = tokens.get(to - 1);
        return sql.substring(
                tokens.get(from).start(), last.start() + last.text().length());
    }

    /** The first words, in upper case, for messages. */
    String head(int count) {
        List<String> words = new ArrayList<>();
        for (Token token : tokens.subList(0, Math.min(count, tokens.size()))) {
            words.add(token.kind() == Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : token.text());
        }
        return String.join(" ", words);
    }
}
