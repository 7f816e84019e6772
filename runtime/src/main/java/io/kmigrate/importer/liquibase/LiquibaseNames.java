package io.kmigrate.importer.liquibase;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Locale;

/** What becomes of names that Liquibase writes without quotes, unless it must. */
final class LiquibaseNames {
    private final Dialect dialect;
    private final boolean isQuoted;

    /** @param isQuoted whether the change log quotes all names */
    LiquibaseNames(Dialect dialect, boolean isQuoted) {
        this.dialect = dialect;
        this.isQuoted = isQuoted;
    }

    /** Where names become small letters, one that mixes both kinds is quoted. */
    String of(String name) {
        boolean isMixed = !name.equals(name.toLowerCase(Locale.ROOT)) && !name.equals(name.toUpperCase(Locale.ROOT));
        boolean foldsDown = dialect.folded("aA").equals("aa");
        return isQuoted || (isMixed && foldsDown) ? name : dialect.folded(name);
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
