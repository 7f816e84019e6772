package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.ClientSyntax;
import java.util.regex.Pattern;

/** What the clients of MySQL and MariaDB read beside SQL. */
record MysqlClientSyntax(Product product) implements ClientSyntax {
    private static final Pattern DELIMITER = Pattern.compile("\\s*delimiter\\s+\\S+\\s*", Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMAND = Pattern.compile(
            "\\s*(?:\\\\[.!a-zA-Z#].*|(?:source|system|tee|pager|prompt)\\s.*)", Pattern.CASE_INSENSITIVE);

    /** The first line of what mariadb-dump writes: a command that only its own client knows. */
    private static final Pattern SANDBOX = Pattern.compile("/\\*M?!999999.*\\\\-.*\\*/\\s*");

    @Override
    public String client() {
        return product == Product.MARIADB ? "mariadb" : "mysql";
    }

    @Override
    public Line line(String line) {
        if (DELIMITER.matcher(line).matches()) {
            return Line.KEPT;
        }
        if (SANDBOX.matcher(line).matches()) {
            return Line.HARMLESS;
        }
        return COMMAND.matcher(line).matches() ? Line.REFUSED : Line.SQL;
    }
}
