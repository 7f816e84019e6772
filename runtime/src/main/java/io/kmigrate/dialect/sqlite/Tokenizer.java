package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.LexicalRules.Feature;
import io.kmigrate.dialect.LexicalRules.Prefix;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.sqlite.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts SQL text into tokens, as SQLite does; spaces and comments lie between them. */
final class Tokenizer {
    static final LexicalRules RULES =
            new LexicalRules("'", "\"`[", List.of(new Prefix("x", "'", false)), Set.of(Feature.DOLLAR_WORDS));

    private final String sql;
    private final SqlScanner scanner;
    private final List<Token> tokens = new ArrayList<>();

    private Tokenizer(String sql) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql, RULES);
    }

    static List<Token> of(String sql) {
        Tokenizer tokenizer = new Tokenizer(sql);
        while (tokenizer.scanner.next() != SqlScanner.Kind.END) {
            tokenizer.take();
        }
        return tokenizer.tokens;
    }

    private void take() {
        if (scanner.isBlank()) {
            return;
        }
        int start = scanner.start();
        boolean isNumber = isDigit(start) || (scanner.isSymbol('.') && isDigit(start + 1));
        if (isNumber) {
            scanner.jump(endOfNumber(start));
        }
        int end = scanner.end();
        tokens.add(new Token(isNumber ? Kind.NUMBER : kind(), sql.substring(start, end), start, end));
    }

    private Kind kind() {
        return switch (scanner.kind()) {
            case STRING -> sql.charAt(scanner.start()) == '\'' ? Kind.STRING : Kind.BLOB;
            case NAME -> Kind.QUOTED_NAME;
            case WORD -> Kind.WORD;
            default -> Kind.SYMBOL;
        };
    }

    private int endOfNumber(int start) {
        int end = start;
        while (end < sql.length()
                && (isWord(sql.charAt(end)) || sql.charAt(end) == '.' || isExponentSign(start, end))) {
            end++;
        }
        return end;
    }

    private boolean isExponentSign(int start, int at) {
        char sign = sql.charAt(at);
        return (sign == '+' || sign == '-')
                && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                && !sql.startsWith("0x", start)
                && !sql.startsWith("0X", start);
    }

    private boolean isDigit(int at) {
        return at < sql.length() && sql.charAt(at) >= '0' && sql.charAt(at) <= '9';
    }

    private static boolean isWord(char letter) {
        return letter == '_' || letter == '$' || letter > 127 || Character.isLetterOrDigit(letter);
    }
}
