package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.dialect.SqlScanner;
import io.kmigrate.dialect.SqlScanner.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order in which triggers of one event act. A script creates them by their names, and the text of a trigger does
 * not say which one it comes before.
 */
final class TriggerOrder {
    private static final String QUERY = """
            SELECT TRIGGER_NAME, concat(EVENT_OBJECT_TABLE, ' ', ACTION_TIMING, ' ', EVENT_MANIPULATION)
            FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = {here} ORDER BY 2, ACTION_ORDER
            """;

    /** In the order in which they act, those of one event beside each other. */
    private final List<Acting> triggers = new ArrayList<>();

    private TriggerOrder() {}

    private record Acting(String name, String event) {}

    static TriggerOrder read(Connection connection, SchemaScope scope, MysqlLiterals literals) throws SQLException {
        TriggerOrder order = new TriggerOrder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(scope.in(QUERY, ObjectReader.OWN_SCHEMA, literals))) {
            while (rows.next()) {
                order.triggers.add(new Acting(rows.getString(1), rows.getString(2)));
            }
        }
        return order;
    }

    /** A trigger's text with the one that it precedes, if that is created before it. */
    String said(String name, String sql, Names names) {
        Optional<String> next = precedes(name);
        return next.isEmpty() ? sql : behindEachRow(sql, " PRECEDES " + names.quote(next.get()));
    }

    private Optional<String> precedes(String name) {
        Acting own = triggers.stream()
                .filter(trigger -> trigger.name().equals(name))
                .findFirst()
                .orElse(null);
        return own == null
                ? Optional.empty()
                : triggers.stream()
                        .skip(triggers.indexOf(own) + 1L)
                        .filter(later -> later.event().equals(own.event()))
                        .map(Acting::name)
                        .filter(later -> later.compareTo(name) < 0)
                        .findFirst();
    }

    private static String behindEachRow(String sql, String clause) {
        SqlScanner scanner = new SqlScanner(sql, MysqlStatements.RULES);
        boolean each = false;
        for (Kind kind = scanner.next(); kind != Kind.END; kind = scanner.next()) {
            if (each && scanner.isWord("ROW")) {
                return sql.substring(0, scanner.end()) + clause + sql.substring(scanner.end());
            }
            each = scanner.isWord("EACH") || (each && scanner.isBlank());
        }
        return sql;
    }
}
