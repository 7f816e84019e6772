package io.kmigrate.dialect.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries that go to the server together, in one round trip. Their rows are read in the same order. */
final class QueryBatch {
    /** What is done with one row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private record Query(String sql, List<@Nullable String> parameters, RowReader reader) {}

    private final List<Query> queries = new ArrayList<>();

    void add(String query, RowReader reader) {
        queries.add(new Query(query, List.of(), reader));
    }

    /** A query with one parameter. */
    void add(String query, @Nullable String parameter, RowReader reader) {
        queries.add(new Query(query, Arrays.asList(parameter), reader));
    }

    /** Another driver than pgjdbc may take only one statement at a time. */
    void run(Connection connection) throws SQLException {
        if (Pgjdbc.isBehind(connection)) {
            run(connection, queries);
            return;
        }
        for (Query query : queries) {
            run(connection, List.of(query));
        }
    }

    private static void run(Connection connection, List<Query> queries) throws SQLException {
        String sql = queries.stream().map(Query::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int number = 0;
            for (Query query : queries) {
                for (String parameter : query.parameters) {
                    statement.setString(++number, parameter);
                }
            }
            statement.execute();
            for (Query query : queries) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        query.reader.read(rows);
                    }
                }
                statement.getMoreResults();
            }
        }
    }
}
