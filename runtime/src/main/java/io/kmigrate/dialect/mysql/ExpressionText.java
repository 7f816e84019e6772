package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.OuterParentheses;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL expressions between scripts and the catalog. */
final class ExpressionText {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    /** Those of character sets in which a letter of ASCII is more than its byte. */
    private static final Set<String> WIDE = Set.of("_ucs2", "_utf16", "_utf16le", "_utf32");

    private ExpressionText() {}

    /** An expression as the catalog has it, without what the server added to what the user wrote. */
    static String ofCatalog(String text, Product flavour) {
        return OuterParentheses.strip(
                withFamiliarNames(familiarStrings(flavour == Product.MYSQL ? unescape(letters(text)) : text)),
                MysqlStatements.RULES);
    }

    /**
     * MySQL gives the bytes of an expression in UTF-8 as if each were a letter (8.0.31). A text with any other letter,
     * or one that is no UTF-8 then, is as it should be.
     */
    private static String letters(String text) {
        if (text.chars().allMatch(letter -> letter < 0x80) || text.chars().anyMatch(letter -> letter > 0xFF)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException otherwise) {
            return text;
        }
    }

    /** MySQL escapes the quotes in what information_schema says of an expression. */
    private static String unescape(String text) {
        return ESCAPED.matcher(text).replaceAll("$1");
    }

    /**
     * MySQL notes the character set of every string: {@code _utf8mb4'x'}. A quote inside is doubled, which means the
     * same in every {@code sql_mode}.
     */
    private static String familiarStrings(String text) {
        StringBuilder result = new StringBuilder();
        String introducer = "";
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            String token = scanner.text();
            boolean isString = kind == Kind.STRING && token.startsWith("'");
            boolean isAdded = isString && addsNothing(introducer.toLowerCase(Locale.ROOT), token);
            result.append(isAdded ? "" : introducer);
            introducer = "";
            if (kind == Kind.WORD && token.startsWith("_")) {
                introducer = token;
            } else {
                result.append(isString ? doubled(token) : token);
            }
        }
        return result.append(introducer).toString();
    }

    private static boolean addsNothing(String introducer, String string) {
        return introducer.startsWith("_utf8")
                || (!introducer.equals("_binary")
                        && !WIDE.contains(introducer)
                        && string.chars().allMatch(letter -> letter < 128));
    }

    /** The quotes inside of the strings of a text are doubled, which means the same in every {@code sql_mode}. */
    static String withDoubledQuotes(String text) {
        StringBuilder result = new StringBuilder();
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            boolean isString = kind == Kind.STRING && scanner.text().startsWith("'");
            result.append(isString ? doubled(scanner.text()) : scanner.text());
        }
        return result.toString();
    }

    private static String doubled(String string) {
        return ESCAPED.matcher(string).replaceAll(found -> found.group().equals("\\'") ? "''" : "$0");
    }

    /** MariaDB's own names of two functions that everybody calls otherwise. */
    private static String withFamiliarNames(String text) {
        StringBuilder result = new StringBuilder();
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            boolean called = text.startsWith("(", scanner.end());
            String familiar = scanner.isWord("lcase") ? "lower" : scanner.isWord("ucase") ? "upper" : scanner.text();
            result.append(called ? familiar : scanner.text());
        }
        return result.toString();
    }

    /** The catalog's text, whose strings have backslash escapes, for a session in which a backslash is itself. */
    static String withoutEscapes(String text, MysqlLiterals literals) {
        StringBuilder result = new StringBuilder();
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            boolean isString = kind == Kind.STRING && scanner.text().startsWith("'");
            result.append(isString ? literals.quoted(DefaultText.unquote(scanner.text()), false) : scanner.text());
        }
        return result.toString();
    }

    /** Whether the catalog's text mentions a column: it has every name in backticks. */
    static boolean mentions(String text, String column, Names names) {
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (isName(scanner, column, names)) {
                return true;
            }
        }
        return false;
    }

    /** The catalog's text with a column under its new name. */
    static String renamed(String text, String column, String newName, Names names) {
        StringBuilder result = new StringBuilder();
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            result.append(isName(scanner, column, names) ? names.quote(newName) : scanner.text());
        }
        return result.toString();
    }

    /** Capitals in the names of columns mean nothing to these databases. */
    private static boolean isName(SqlScanner scanner, String column, Names names) {
        return scanner.kind() == Kind.NAME && scanner.text().equalsIgnoreCase(names.quote(column));
    }

    /**
     * A script's expression as these databases read it. Standard SQL's double quotes are those of strings
     * here; where they stand around the name of one of the table's columns, the name is meant.
     */
    static String ofScript(String text, Table table, Names names) {
        if (text.indexOf('"') < 0) {
            return text;
        }
        Set<String> columns = table.columns().stream().map(Column::name).collect(Collectors.toSet());
        StringBuilder result = new StringBuilder();
        SqlScanner scanner = new SqlScanner(text, MysqlStatements.RULES);
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            String token = scanner.text();
            String name = kind == Kind.STRING && token.startsWith("\"") && token.length() > 2
                    ? token.substring(1, token.length() - 1).replace("\"\"", "\"")
                    : "";
            result.append(columns.contains(name) ? names.quote(name) : token);
        }
        return result.toString();
    }
}
