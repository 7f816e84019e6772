package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * One question about the sizes of several tables.
 *
 * @param ofTable a SELECT about one table that gives its rows and its bytes, null for unknown, and no row where there is
 *     no such table; {@code {place}} stands where its first column is written
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SizeQuery(Function<TableName, String> ofTable) {
    /** SQLite takes no more in one statement; nobody changes as many tables at once. */
    private static final int MOST_PARTS = 400;

    /** The sizes of those tables that there are. */
    public Map<TableName, TableSize> read(Connection connection, Collection<TableName> tables) throws SQLException {
        List<TableName> wanted = List.copyOf(tables);
        Map<TableName, TableSize> sizes = new LinkedHashMap<>();
        for (int from = 0; from < wanted.size(); from += MOST_PARTS) {
            read(connection, wanted.subList(from, Math.min(from + MOST_PARTS, wanted.size())), sizes);
        }
        return sizes;
    }

    private void read(Connection connection, List<TableName> tables, Map<TableName, TableSize> sizes)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql(tables))) {
                while (rows.next()) {
                    sizes.put(tables.get(rows.getInt(1)), new TableSize(number(rows, 2), number(rows, 3)));
                }
            }
        }
    }

    private static OptionalLong number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() || number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Each part says which table it is about: the database may spell the name in another way. */
    String sql(List<TableName> tables) {
        List<String> parts = new ArrayList<>();
        for (int place = 0; place < tables.size(); place++) {
            parts.add(ofTable.apply(tables.get(place)).replace("{place}", "" + place));
        }
        return String.join("\nUNION ALL\n", parts);
    }
}
