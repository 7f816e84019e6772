package io.kmigrate.importer.takeover;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.SideTable;
import io.kmigrate.history.TakenOver;
import io.kmigrate.importer.Adoption;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.run.Predecessor;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
    public TakenOver applied(RevisionGraph graph, Connection connection, Dialect dialect, Consumer<String> warnings)
            throws SQLException {
        return new Adoption(graph, settings.from().history(table(dialect), map(), graph), warnings)
                .read(connection, dialect);
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
                throw ImportMessages.noMap(ImportMap.NAME).exception();
            }
        }
        return map;
    }
}
