package io.kmigrate.compare;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A database that a comparison reads.
 *
 * @param connection is left as it was found
 * @param ownTables the version and history tables, which are never compared
 */
@API(status = INTERNAL, since = "0.1")
public record ComparedDatabase(Dialect dialect, Connection connection, Set<TableName> ownTables) {
    public ComparedDatabase {
        ownTables = Set.copyOf(ownTables);
    }

    Snapshot withoutOwnTables(Snapshot live) {
        return Snapshot.of(
                live.tables().stream()
                        .filter(table -> !ownTables.contains(table.name()))
                        .toList(),
                live.objects());
    }
}
