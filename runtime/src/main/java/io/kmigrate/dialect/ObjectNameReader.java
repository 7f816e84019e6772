package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.ObjectNames;
import io.kmigrate.schema.ObjectNames.Entry;
import io.kmigrate.schema.ObjectNames.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Reads {@link ObjectNames} by one query of five columns: kind, schema, name, a trigger's table, and 1 where a name
 * without a schema means it. A row of the kind {@code HIDDEN} names in its third column a kind of which the account may
 * not see all.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ObjectNameReader {
    private static final String HIDDEN = "HIDDEN";

    private ObjectNameReader() {}

    /** {@code isWhole}: whether the query gives objects of all schemas. */
    public static ObjectNames read(Connection connection, String query, boolean isWhole) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        Set<Kind> hidden = EnumSet.noneOf(Kind.class);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String name = Objects.requireNonNullElse(rows.getString(3), "");
                if (HIDDEN.equals(rows.getString(1))) {
                    hidden.add(Kind.valueOf(name));
                } else {
                    entries.add(new Entry(
                            Kind.valueOf(rows.getString(1)),
                            Objects.requireNonNullElse(rows.getString(2), ""),
                            name,
                            rows.getString(4),
                            rows.getInt(5) == 1));
                }
            }
        }
        return new ObjectNames(entries, hidden, isWhole);
    }
}
