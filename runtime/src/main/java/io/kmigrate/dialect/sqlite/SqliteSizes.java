package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SizeQuery;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How many rows tables have at most. The greatest rowid is found at once, without ANALYZE, and no table has more rows
 * than the file has room for. Bytes are unknown: SQLite would read every page of the table for them.
 */
final class SqliteSizes {
    /** A row has a length, a key, a header and a value, of a byte at least. */
    private static final int LEAST_ROW = 4;

    /** Of the whole file. */
    static final String ROOM =
            "(SELECT page_count * page_size / " + LEAST_ROW + " FROM pragma_page_count, pragma_page_size)";

    private static final Pattern WITHOUT_ROWID = Pattern.compile("(?is).*\\bwithout\\s+rowid\\b[^)]*");

    private SqliteSizes() {}

    static Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables) throws SQLException {
        Map<String, String> definitions = new HashMap<>();
        MasterTable.read(connection).tables().forEach(row -> definitions.put(key(row.name()), row.sql()));
        List<TableName> present = tables.stream()
                .filter(table -> definitions.containsKey(key(table.name())))
                .toList();
        return new SizeQuery(table -> ofTable(table, String.valueOf(definitions.get(key(table.name())))))
                .read(connection, present);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String ofTable(TableName table, String definition) {
        String greatest =
                "(SELECT coalesce(max(_rowid_), 0) FROM " + Names.standard().quote(table) + ")";
        boolean hasRowid = !WITHOUT_ROWID.matcher(definition).matches();
        return "SELECT {place}, " + (hasRowid ? "min(" + greatest + ", " + ROOM + ")" : ROOM) + ", NULL";
    }
}
