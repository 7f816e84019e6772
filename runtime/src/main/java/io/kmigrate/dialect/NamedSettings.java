package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/** Settings that are each read by a query and put back by a statement of their own. */
@API(status = EXPERIMENTAL, since = "0.1")
public record NamedSettings(List<Setting> settings) implements SessionSettings {
    public NamedSettings {
        settings = List.copyOf(settings);
    }

    /**
     * One setting.
     *
     * @param query gives its value in one row and column; no row where the database does not have it
     * @param assignment the statement that sets it, with {@code %s} for the value
     */
    public record Setting(String name, String query, String assignment) {}

    @Override
    public Map<String, String> read(Connection connection) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (Setting setting : settings) {
                try (ResultSet row = statement.executeQuery(setting.query())) {
                    if (row.next()) {
                        values.put(setting.name(), Objects.requireNonNullElse(row.getString(1), ""));
                    }
                }
            }
        }
        return values;
    }

    @Override
    public List<String> change(Map<String, String> now, Map<String, String> wanted, Scope scope) {
        List<String> statements = new ArrayList<>();
        for (Setting setting : settings) {
            String value = wanted.get(setting.name());
            if (value != null && !value.equals(now.get(setting.name()))) {
                statements.add(setting.assignment().formatted(value));
            }
        }
        return statements;
    }
}
