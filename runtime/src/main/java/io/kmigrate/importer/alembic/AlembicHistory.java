package io.kmigrate.importer.alembic;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.VersionTable;
import io.kmigrate.importer.OldHistory;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Alembic's version table. Its rows are ids of revisions, which are the same here, and imply all beneath them. */
@API(status = INTERNAL, since = "0.1")
public final class AlembicHistory implements OldHistory {
    private final TableName table;
    private final RevisionGraph graph;

    public AlembicHistory(TableName table, RevisionGraph graph) {
        this.table = table;
        this.graph = graph;
    }

    @Override
    public Applied read(Connection connection, Dialect dialect) throws SQLException {
        VersionTable old = new VersionTable(table, dialect);
        if (!old.exists(connection)) {
            return new Applied(List.of(), List.of(ImportMessages.noOldTable(table.toString())));
        }
        List<String> known = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String row : old.read(connection)) {
            if (graph.find(row).isPresent()) {
                known.add(row);
            } else {
                problems.add(ImportMessages.oldUnknown(row));
            }
        }
        return new Applied(graph.applied(known).ids(), problems);
    }
}
