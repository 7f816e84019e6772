package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import io.kmigrate.dialect.StoredDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHOW CREATE TABLE, taken apart. Its strings have backslash escapes in every {@code sql_mode}
 * (measured on MariaDB 11.4); its names are in backticks, in double quotes or bare, as session variables say.
 */
final class TableText {
    private static final Set<String> NOT_COLUMNS = Set.of(
            "PRIMARY",
            "UNIQUE",
            "KEY",
            "INDEX",
            "FULLTEXT",
            "SPATIAL",
            "VECTOR",
            "CONSTRAINT",
            "FOREIGN",
            "CHECK",
            "PERIOD");

    private static final String FULLTEXT = "FULLTEXT KEY ";

    private static final Pattern PARSER = Pattern.compile("WITH PARSER [`\"]?(\\w+)[`\"]? (\\*/\\s*)?$");

    private final List<String> elements;

    private TableText(List<String> elements) {
        this.elements = elements;
    }

    /** Empty where there is no text, as of a replayed table. */
    static Optional<TableText> of(List<StoredDefinition> definitions) {
        return definitions.stream()
                .filter(definition -> definition.kind().equals("table"))
                .findFirst()
                .map(definition -> of(definition.sql()));
    }

    static TableText of(String sql) {
        return new TableText(elements(sql));
    }

    /** What the commas between the outermost parentheses separate. */
    private static List<String> elements(String sql) {
        List<String> elements = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(sql, MysqlStatements.RULES);
        int depth = 0;
        int start = 0;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            boolean closes = scanner.isSymbol(')');
            if (depth == 1 && (closes || scanner.isSymbol(','))) {
                elements.add(sql.substring(start, scanner.start()).strip());
                start = scanner.end();
            }
            if (closes && depth == 1) {
                return elements;
            }
            depth += scanner.isSymbol('(') ? 1 : closes ? -1 : 0;
            if (depth == 1 && start == 0) {
                start = scanner.end();
            }
        }
        return elements;
    }

    /** What follows a column's name. Capitals in the names of columns mean nothing to these databases. */
    Optional<String> column(String name) {
        for (String element : elements) {
            SqlScanner scanner = new SqlScanner(element, MysqlStatements.RULES);
            Kind kind = scanner.next();
            boolean column =
                    kind != Kind.WORD || !NOT_COLUMNS.contains(scanner.text().toUpperCase(Locale.ROOT));
            if (column && bare(scanner).equalsIgnoreCase(name)) {
                return Optional.of(element.substring(scanner.end()).strip());
            }
        }
        return Optional.empty();
    }

    /** What follows a check's name: the condition, and whether it is enforced. Its strings have backslash escapes. */
    Optional<String> check(String name) {
        for (String element : elements) {
            SqlScanner scanner = new SqlScanner(element, MysqlStatements.RULES);
            scanner.next();
            if (scanner.isWord("CONSTRAINT") && scanner.next() == Kind.SPACE) {
                scanner.next();
                String rest = element.substring(scanner.end()).strip();
                if (rest.startsWith("CHECK") && bare(scanner).equalsIgnoreCase(name)) {
                    return Optional.of(rest);
                }
            }
        }
        return Optional.empty();
    }

    /** What cuts the texts of an index into words, where it is not the server's own. */
    Optional<String> parser(String index) {
        for (String element : elements) {
            if (element.startsWith(FULLTEXT)) {
                SqlScanner scanner = new SqlScanner(element.substring(FULLTEXT.length()), MysqlStatements.RULES);
                scanner.next();
                Matcher found = PARSER.matcher(element);
                if (bare(scanner).equals(index) && found.find()) {
                    return Optional.of(found.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /** Indexes over columns, the primary key and those of foreign keys included. */
    List<TableKeys.Key> keys() {
        return elements.stream().flatMap(element -> key(element).stream()).toList();
    }

    private static Optional<TableKeys.Key> key(String element) {
        String head = element.replaceFirst("^(PRIMARY|UNIQUE) ", "");
        if (!head.startsWith("KEY ")) {
            return Optional.empty();
        }
        SqlScanner scanner = new SqlScanner(head.substring("KEY ".length()), MysqlStatements.RULES);
        String name = "PRIMARY";
        List<String> columns = new ArrayList<>();
        int depth = 0;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            depth += scanner.isSymbol('(') ? 1 : scanner.isSymbol(')') ? -1 : 0;
            boolean named = kind == Kind.NAME || kind == Kind.STRING || kind == Kind.WORD;
            if (depth == 0 && scanner.isSymbol(')')) {
                return Optional.of(new TableKeys.Key(name, columns));
            }
            if (depth == 0 && named) {
                name = bare(scanner);
            } else if (depth == 1 && named && !scanner.isWord("DESC")) {
                columns.add(bare(scanner));
            } else if (depth > 1 && !columns.isEmpty()) {
                // A key over the beginning of a column is none for a foreign key.
                columns.set(columns.size() - 1, "");
            }
        }
        return Optional.empty();
    }

    private static String bare(SqlScanner scanner) {
        String text = scanner.text();
        if (scanner.kind() == Kind.WORD) {
            return text;
        }
        String quote = text.substring(0, 1);
        return text.substring(1, Math.max(1, text.length() - 1)).replace(quote + quote, quote);
    }
}
