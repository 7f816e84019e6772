package io.kmigrate.importer.alembic;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.SideTable;
import io.kmigrate.history.VersionTable;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.SideMap;
import io.kmigrate.revision.Revision;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Alembic's version table, written beside ours: its rows are those of ours. One that is ours itself is written once. */
@API(status = INTERNAL, since = "0.1")
public final class AlembicSide implements SideTable {
    /** Alembic's own length of an id. */
    private static final int ID_LENGTH = 32;

    private final Function<Dialect, TableName> table;
    private final SideMap known;
    private final TableName versionTable;

    /** @param versionTable ours */
    public AlembicSide(Function<Dialect, TableName> table, ImportMap map, TableName versionTable) {
        this.table = table;
        this.known = new SideMap(map);
        this.versionTable = versionTable;
    }

    @Override
    public void require(Collection<Revision> applied) {
        known.require(applied);
    }

    /** As Alembic makes it. */
    @Override
    public Optional<Table> table(Dialect dialect) {
        TableName name = table.apply(dialect);
        return name.equals(versionTable)
                ? Optional.empty()
                : Optional.of(Table.of(
                        name,
                        List.of(Column.of(VersionTable.COLUMN, new VarcharType(ID_LENGTH))),
                        new PrimaryKey(name.name() + "_pkc", List.of(VersionTable.COLUMN))));
    }

    @Override
    public List<String> statements(SideChange change, Dialect dialect) {
        TableName name = table.apply(dialect);
        if (name.equals(versionTable)) {
            return List.of();
        }
        VersionTable rows = new VersionTable(name, dialect);
        // A row that is there already says that somebody ran the revision before.
        List<String> added = change.after().stream()
                .filter(row -> !change.before().contains(row))
                .toList();
        return Stream.concat(
                        rows.replacement(added, List.of()).stream(),
                        rows.replacement(change.before(), change.after()).stream())
                .toList();
    }
}
