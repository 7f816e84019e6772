package io.kmigrate.importer.takeover;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.SideState;
import io.kmigrate.history.SideTable;
import io.kmigrate.importer.Adoption;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.OldHistory;
import io.kmigrate.importer.SideMap;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.Predecessor;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The tool of the settings, as a run meets it. The map is read when it is first needed. */
@API(status = INTERNAL, since = "0.1")
public final class Takeover implements Predecessor {
    private final ImportSettings settings;
    private final MigrationSource source;
    private final TableName versionTable;
    private @Nullable ImportMap map;

    /** @param versionTable ours, which may be the tool's own */
    public Takeover(ImportSettings settings, MigrationSource source, TableName versionTable) {
        this.settings = settings;
        this.source = source;
        this.versionTable = versionTable;
    }

    @Override
    public String tool() {
        return settings.from().word();
    }

    @Override
    public boolean isThere(Connection connection, Dialect dialect) {
        return !isOurs(dialect)
                && dialect.introspector()
                        .catalog(connection)
                        .table(table(dialect))
                        .isPresent();
    }

    @Override
    public SideState applied(RevisionGraph graph, Connection connection, Dialect dialect, Consumer<String> warnings)
            throws SQLException {
        return new Adoption(graph, settings.from().history(table(dialect), map(), graph), warnings)
                .read(connection, dialect);
    }

    @Override
    public List<Problem> disagreements(RevisionGraph graph, Set<String> applied, Connection connection, Dialect dialect)
            throws SQLException {
        if (isOurs(dialect)) {
            return List.of();
        }
        OldHistory.Applied theirs = isThere(connection, dialect)
                ? settings.from().history(table(dialect), map(), graph).read(connection, dialect)
                : new OldHistory.Applied(List.of(), List.of());
        Set<String> there = new HashSet<>(theirs.revisions());
        List<String> missingHere = there.stream()
                .filter(id -> graph.find(id).isPresent() && !applied.contains(id))
                .sorted()
                .toList();
        theirs.repeatable().forEach(one -> there.add(one.revision()));
        there.addAll(map().optional(dialect.name()));
        SideMap known = new SideMap(map());
        List<String> missingThere = graph.all().oldestFirst().stream()
                .filter(revision -> applied.contains(revision.id()) && !there.contains(revision.id()))
                .filter(revision -> known.find(revision, dialect).isPresent())
                .map(Revision::id)
                .toList();
        List<Problem> problems = new ArrayList<>(theirs.problems());
        if (!missingHere.isEmpty() || !missingThere.isEmpty()) {
            problems.add(ImportMessages.tablesDisagree(tool(), table(dialect).toString(), missingHere, missingThere));
        }
        return problems;
    }

    @Override
    public List<TableName> tables(Dialect dialect) {
        return settings.from().tables(table(dialect), dialect);
    }

    @Override
    public SideTable side() {
        return settings.alsoWrite() ? settings.from().side(settings.table(), map(), versionTable) : SideTable.none();
    }

    @Override
    public Optional<MigrationLock> lock(Place place) {
        return settings.from().lock(table(place.dialect()), place);
    }

    private boolean isOurs(Dialect dialect) {
        return table(dialect).equals(versionTable);
    }

    private TableName table(Dialect dialect) {
        return settings.from().table(settings.table(), dialect);
    }

    private synchronized ImportMap map() {
        if (map == null) {
            map = ImportMap.beside(source);
            if (!map.tool().equals(tool())) {
                String found = map.tool();
                map = null;
                throw (found.isEmpty()
                                ? ImportMessages.noMap(ImportMap.NAME)
                                : ImportMessages.mapOfOther(ImportMap.NAME, found, tool()))
                        .exception();
            }
        }
        return map;
    }
}
