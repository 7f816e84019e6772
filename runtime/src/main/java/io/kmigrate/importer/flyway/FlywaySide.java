package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.SideTable;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.importer.SideMap;
import io.kmigrate.importer.SideObjects;
import io.kmigrate.revision.Revision;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Flyway's history table, written beside ours. A row is what Flyway itself would have written for the file. A revision
 * that is reverted takes its row with it: rows of type UNDO_SQL are understood by paid editions alone.
 */
@API(status = INTERNAL, since = "0.1")
public final class FlywaySide implements SideTable {
    private static final List<String> COLUMNS = List.of(
            "installed_rank",
            "version",
            "description",
            "type",
            "script",
            "checksum",
            "installed_by",
            "execution_time",
            "success");

    private final Function<Dialect, TableName> table;
    private final SideMap known;
    private final SideObjects objects;

    public FlywaySide(Function<Dialect, TableName> table, ImportMap map) {
        this.table = table;
        this.known = new SideMap(map);
        this.objects = new SideObjects(map);
    }

    @Override
    public void require(Collection<Revision> applied) {
        known.require(applied);
    }

    /** As Flyway makes it. */
    @Override
    public Optional<Table> table(Dialect dialect) {
        TableName name = table.apply(dialect);
        return Optional.of(Table.of(
                        name,
                        List.of(
                                Column.of("installed_rank", new IntegerType(32, false)),
                                text("version", 50).withNullable(true),
                                text("description", 200),
                                text("type", 20),
                                text("script", 1000),
                                Column.of("checksum", new IntegerType(32, false))
                                        .withNullable(true),
                                text("installed_by", 100),
                                Column.of("installed_on", new TimestampType(false))
                                        .withDefault(new DefaultValue.Expression("CURRENT_TIMESTAMP")),
                                Column.of("execution_time", new IntegerType(32, false)),
                                Column.of("success", new BooleanType())),
                        new PrimaryKey(name.name() + "_pk", List.of("installed_rank")))
                .withIndexes(List.of(Index.of(name.name() + "_s_idx", "success"))));
    }

    private static Column text(String name, int length) {
        return Column.of(name, new VarcharType(length));
    }

    @Override
    public List<String> statements(SideChange change, Dialect dialect) {
        List<String> statements = new ArrayList<>();
        for (Revision revision : change.reverted()) {
            known.find(revision, dialect).ifPresent(origin -> statements.add(deletion(origin, dialect)));
        }
        for (Revision revision : change.applied()) {
            Optional<Origin> origin = known.find(revision, dialect);
            // A row that is there already says that somebody ran the file before.
            origin.ifPresent(found -> {
                statements.add(deletion(found, dialect));
                statements.add(insertion(found, revision.message(), dialect));
            });
        }
        return statements;
    }

    /** Flyway runs the file no more until its text changes. */
    @Override
    public List<String> object(String key, Map<String, String> present, Dialect dialect) {
        return objects.of(List.of(key), dialect).stream()
                .filter(file -> file.isWhole(present))
                .map(SideObjects.File::origin)
                .flatMap(origin -> Stream.of(deletion(origin, dialect), insertion(origin, origin.key(), dialect)))
                .toList();
    }

    @Override
    public List<String> outdated(Collection<String> keys, Map<String, String> present, Dialect dialect) {
        return objects.of(keys, dialect).stream()
                .filter(file -> !file.isWhole(present))
                .map(file -> file.origin().file())
                .toList();
    }

    private String deletion(Origin origin, Dialect dialect) {
        String version = dialect.names().quote("version");
        String which = FlywayVersion.isOne(origin.key())
                ? version + " = " + text(version(origin), dialect)
                : version + " IS NULL AND " + dialect.names().quote("description") + " = "
                        + text(origin.key(), dialect);
        return "DELETE FROM " + name(dialect) + " WHERE " + which;
    }

    private String insertion(Origin origin, String words, Dialect dialect) {
        Path file = Path.of(origin.file());
        Optional<FlywayFile> named = FlywayFile.of(file, origin.file(), FlywaySettings.standard());
        String checksum = origin.checksum(dialect.name());
        boolean isCode = named.filter(FlywayFile::isCode).isPresent();
        List<String> values = List.of(
                "COALESCE(MAX(" + dialect.names().quote("installed_rank") + "), 0) + 1",
                FlywayVersion.isOne(origin.key()) ? text(version(origin), dialect) : "NULL",
                text(named.map(FlywayFile::description).orElse(words), dialect),
                text(isCode ? "JDBC" : "SQL", dialect),
                text(String.valueOf(file.getFileName()), dialect),
                checksum.isEmpty() ? "NULL" : checksum,
                text("Kmigrate", dialect),
                "0",
                dialect.literals().render(true));
        return "INSERT INTO " + name(dialect) + " (" + dialect.names().list(COLUMNS) + ") SELECT "
                + String.join(", ", values) + " FROM " + name(dialect);
    }

    /** As Flyway writes it: with dots. */
    private static String version(Origin origin) {
        return new FlywayVersion(origin.key()).text();
    }

    private static String text(String value, Dialect dialect) {
        return dialect.literals().render(value);
    }

    private String name(Dialect dialect) {
        return dialect.names().quote(table.apply(dialect));
    }
}
