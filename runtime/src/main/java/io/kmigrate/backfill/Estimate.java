package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.LoadRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.apiguardian.api.API;

/** About how many rows a backfill has to go through. Rows are not counted: that would take as long as to read them. */
@API(status = INTERNAL, since = "0.1")
public final class Estimate {
    private Estimate() {}

    /** Empty where nothing tells. */
    public static Optional<Long> of(Backfill backfill, Dialect dialect, Connection connection) {
        if (backfill.change() instanceof LoadRows load) {
            return Optional.of(load.rows());
        }
        return dialect.batches().estimate(backfill.table()).flatMap(query -> asked(query, connection));
    }

    private static Optional<Long> asked(String query, Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            long rows = row.next() ? row.getLong(1) : 0;
            return rows > 0 ? Optional.of(rows) : Optional.empty();
        } catch (SQLException untold) {
            return Optional.empty();
        }
    }
}
