package io.kmigrate.importer.liquibase;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Locale;

/** What becomes of names that Liquibase writes without quotes, unless it must. */
final class LiquibaseNames {
    private final Dialect dialect;
    private final String strategy;

    /** @param strategy of quoting, as the change log names it; empty for the usual one */
    LiquibaseNames(Dialect dialect, String strategy) {
        this.dialect = dialect;
        this.strategy = strategy;
    }

    /** The name that the database gets to see. */
    String of(String name) {
        return isQuoted(name) ? name : dialect.folded(name);
    }

    /** Where names become small letters, the usual strategy quotes one that mixes both kinds. */
    private boolean isQuoted(String name) {
        if (strategy.equals("QUOTE_ALL_OBJECTS") || name.matches("(?s)\\d.*|.*\\W.*")) {
            return true;
        }
        boolean isMixed = !name.equals(name.toLowerCase(Locale.ROOT)) && !name.equals(name.toUpperCase(Locale.ROOT));
        boolean foldsDown = dialect.folded("aA").equals("aa");
        return isMixed && foldsDown && !strategy.equals("QUOTE_ONLY_RESERVED_WORDS");
    }

    /** In SQL: quotes without need do no harm to the name that {@link #of} found. */
    String quoted(String name) {
        return dialect.names().quote(of(name));
    }

    String quoted(TableName table) {
        return dialect.names().quote(table);
    }

    List<String> of(List<String> names) {
        return names.stream().map(this::of).toList();
    }

    TableName table(Node node, String name, String schema) {
        String plain = node.get(name);
        int dot = plain.indexOf('.');
        if (dot > 0 && !node.has(schema)) {
            return new TableName(of(plain.substring(0, dot)), of(plain.substring(dot + 1)));
        }
        return node.has(schema) ? new TableName(of(node.get(schema)), of(plain)) : TableName.of(of(plain));
    }

    TableName table(Node node) {
        return table(node, "tableName", "schemaName");
    }
}
