package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.Revision;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Finds what another tool calls a revision, where both tables are written. */
@API(status = INTERNAL, since = "0.1")
public record SideMap(ImportMap map) {
    /** What the tool calls it on a kind of database; empty where it has no row of it. */
    public Optional<Origin> find(Revision revision, Dialect dialect) {
        return Optional.ofNullable(map.origins().get(revision.id()))
                .filter(origin -> !origin.key().isEmpty())
                .filter(origin -> origin.isFor(dialect.name()));
    }

    /**
     * Refuses revisions that the tool does not know.
     *
     * @throws MigrationException naming all of them
     */
    public void require(Collection<Revision> revisions) {
        List<Problem> problems = revisions.stream()
                .filter(revision -> !map.origins().containsKey(revision.id()))
                .map(revision ->
                        ImportMessages.notExported(revision.label(), map.tool()).at(revision.location()))
                .toList();
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }
}
