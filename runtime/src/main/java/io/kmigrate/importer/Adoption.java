package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.importer.OldHistory.Applied;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.Revision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/** Decides which revisions a database has that another tool migrated, and whether that can be said by version rows. */
@API(status = INTERNAL, since = "0.1")
public final class Adoption {
    private final RevisionGraph graph;
    private final OldHistory old;

    public Adoption(RevisionGraph graph, OldHistory old) {
        this.graph = graph;
        this.old = old;
    }

    /**
     * The revisions that the database has.
     *
     * @throws MigrationException with all that stands in the way
     */
    public List<String> revisions(Connection connection, Dialect dialect) throws SQLException {
        Applied read = old.read(connection, dialect);
        List<Problem> problems = new ArrayList<>(read.problems());
        List<String> known = new ArrayList<>();
        for (String revision : read.revisions()) {
            if (graph.find(revision).isPresent()) {
                known.add(revision);
            } else {
                problems.add(ImportMessages.oldUnknown(revision));
            }
        }
        Set<String> there = new HashSet<>(known);
        for (Revision beneath : graph.applied(known).oldestFirst()) {
            if (!there.contains(beneath.id())) {
                problems.add(ImportMessages.hole(beneath.id(), beneath.message()));
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        return known;
    }
}
