package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillTools.Helper;
import io.kmigrate.backfill.BackfillTools.Helpers;
import io.kmigrate.dialect.Session;
import io.kmigrate.exposed.MigrationConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.apiguardian.api.API;

/** Connections of workers, which wait for locks as short as that of the run does. */
@API(status = INTERNAL, since = "0.1")
public record BackfillHelpers(Sessions sessions, RunLimits limits) implements Helpers {
    /** Empty also where the database, or the pool of the application, gives no more: fewer do the work then. */
    @Override
    public Optional<Helper> open() throws SQLException {
        Connection opened;
        try {
            opened = limits.observers().open();
        } catch (SQLException none) {
            return Optional.empty();
        }
        try {
            Session session = sessions.open(opened);
            session.limit(limits.statements().over(OperationRunner.PATIENCE));
            return Optional.of(new Helper(
                    new MigrationConnection(opened, sessions.dialect().textParameters()), session));
        } catch (SQLException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }
}
