package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.apiguardian.api.API;

/** The tables of backfills. They are made when the first plan needs them. */
@API(status = INTERNAL, since = "0.1")
public record BackfillTables(BackfillTable checkpoints, BackfillErrors errors) {
    public static BackfillTables of(TableName checkpoints, TableName errors, Dialect dialect) {
        return new BackfillTables(new BackfillTable(checkpoints, dialect), new BackfillErrors(errors, dialect));
    }

    /** Whether operations need a table that is not there. */
    public boolean areMissing(Connection connection, Collection<Operation> operations) {
        return (needsCheckpoints(operations) && !checkpoints.exists(connection))
                || (needsErrors(operations) && !errors.exists(connection));
    }

    /** Makes what operations need. */
    public void ensure(Connection connection, Collection<Operation> operations) throws SQLException {
        if (needsCheckpoints(operations)) {
            checkpoints.ensure(connection);
        }
        if (needsErrors(operations)) {
            errors.ensure(connection);
        }
    }

    private static boolean needsCheckpoints(Collection<Operation> operations) {
        return operations.stream()
                .anyMatch(operation -> operation.inBatches().isPresent()
                        || operation.requiredBackfill().isPresent());
    }

    private static boolean needsErrors(Collection<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> operation.inBatches().stream())
                .map(Backfill::pace)
                .anyMatch(pace -> pace.skips() > 0);
    }
}
