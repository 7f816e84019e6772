package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.OuterParentheses;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL expressions between scripts and the catalog. */
final class ExpressionText {
    private ExpressionText() {}

    /** An expression as the catalog has it, without what the server added to what the user wrote. */
    static String ofCatalog(String text, Product flavour) {
        return OuterParentheses.strip(
                withFamiliarNames(flavour == Product.MYSQL ? withoutIntroducers(unescape(text)) : text),
                MysqlStatements.RULES);
    }

    /** MySQL escapes the quotes in what information_schema says of an expression. */
    private static String unescape(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    /** MySQL notes the character set of every string: {@code _utf8mb4'x'}. */
    private static String withoutIntroducers(String text) {
        return text.replaceAll("\\b_[a-z0-9]+(?=')", "");
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
