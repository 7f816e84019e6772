package io.kmigrate.importer.liquibase;

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
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Liquibase's history table, written beside ours. It computes the checksum itself where there is none. */
@API(status = INTERNAL, since = "0.1")
public final class LiquibaseSide implements SideTable {
    private final Function<Dialect, TableName> table;
    private final ImportMap map;
    private final SideMap known;
    private final SideObjects objects;

    public LiquibaseSide(Function<Dialect, TableName> table, ImportMap map) {
        this.table = table;
        this.map = map;
        this.known = new SideMap(map);
        this.objects = new SideObjects(map);
    }

    @Override
    public void require(Collection<Revision> applied) {
        known.require(applied);
    }

    /** As Liquibase makes it. */
    @Override
    public Optional<Table> table(Dialect dialect) {
        return Optional.of(Table.of(
                table.apply(dialect),
                List.of(
                        text("ID", 255, dialect),
                        text("AUTHOR", 255, dialect),
                        text("FILENAME", 255, dialect),
                        Column.of(dialect.folded("DATEEXECUTED"), new TimestampType(false)),
                        Column.of(dialect.folded("ORDEREXECUTED"), new IntegerType(32, false)),
                        text("EXECTYPE", 10, dialect),
                        text("MD5SUM", 35, dialect).withNullable(true),
                        text("DESCRIPTION", 255, dialect).withNullable(true),
                        text("COMMENTS", 255, dialect).withNullable(true),
                        text("TAG", 255, dialect).withNullable(true),
                        text("LIQUIBASE", 20, dialect).withNullable(true),
                        text("CONTEXTS", 255, dialect).withNullable(true),
                        text("LABELS", 255, dialect).withNullable(true),
                        text("DEPLOYMENT_ID", 10, dialect).withNullable(true)),
                null));
    }

    private static Column text(String name, int length, Dialect dialect) {
        return Column.of(dialect.folded(name), new VarcharType(length));
    }

    @Override
    public List<String> statements(SideChange change, Dialect dialect) {
        return statements(change, dialect, UnaryOperator.identity());
    }

    /** With the files named as the rows that are there name theirs: the tool may have been started in another folder. */
    @Override
    public void write(Connection connection, SideChange change, Dialect dialect) throws SQLException {
        if (change.applied().isEmpty() && change.reverted().isEmpty()) {
            return;
        }
        UnaryOperator<String> spelling = spelling(connection, dialect);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(change, dialect, spelling)) {
                statement.execute(sql);
            }
        }
    }

    /** Without a checksum, Liquibase takes the text of its change set for the one that ran, and keeps the checksum of it. */
    @Override
    public List<String> object(String key, Map<String, String> present, Dialect dialect) {
        return object(key, present, dialect, UnaryOperator.identity());
    }

    @Override
    public void writeObject(Connection connection, String key, Map<String, String> present, Dialect dialect)
            throws SQLException {
        UnaryOperator<String> spelling = spelling(connection, dialect);
        try (Statement statement = connection.createStatement()) {
            for (String sql : object(key, present, dialect, spelling)) {
                statement.execute(sql);
            }
        }
    }

    private List<String> object(
            String key, Map<String, String> present, Dialect dialect, UnaryOperator<String> spelling) {
        return objects.of(List.of(key), dialect).stream()
                .filter(file -> file.isWhole(present))
                .map(SideObjects.File::origin)
                .flatMap(origin ->
                        Stream.of(deletion(origin, dialect, spelling), insertion(origin, false, dialect, spelling)))
                .toList();
    }

    @Override
    public List<String> outdated(Collection<String> keys, Map<String, String> present, Dialect dialect) {
        return objects.of(keys, dialect).stream()
                .filter(file -> !file.isWhole(present))
                .map(file -> file.origin().file() + "::" + file.origin().key())
                .toList();
    }

    private List<String> statements(SideChange change, Dialect dialect, UnaryOperator<String> spelling) {
        List<String> statements = new ArrayList<>();
        change.reverted().stream()
                .map(revision -> known.find(revision, dialect))
                .flatMap(Optional::stream)
                .forEach(origin -> statements.add(deletion(origin, dialect, spelling)));
        change.applied().stream()
                .map(revision -> known.find(revision, dialect))
                .flatMap(Optional::stream)
                .forEach(origin -> {
                    statements.add(deletion(origin, dialect, spelling));
                    statements.add(insertion(origin, change.isLeftOut(), dialect, spelling));
                });
        return statements;
    }

    private String deletion(Origin origin, Dialect dialect, UnaryOperator<String> spelling) {
        return "DELETE FROM " + name(dialect) + " WHERE ID = " + text(id(origin), dialect) + " AND AUTHOR = "
                + text(author(origin), dialect) + " AND FILENAME = " + text(spelling.apply(origin.file()), dialect);
    }

    private String insertion(Origin origin, boolean isLeftOut, Dialect dialect, UnaryOperator<String> spelling) {
        return "INSERT INTO " + name(dialect)
                + " (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE) SELECT "
                + String.join(
                        ", ",
                        text(id(origin), dialect),
                        text(author(origin), dialect),
                        text(spelling.apply(origin.file()), dialect),
                        "CURRENT_TIMESTAMP",
                        "COALESCE(MAX(ORDEREXECUTED), 0) + 1",
                        text(isLeftOut ? "MARK_RAN" : "EXECUTED", dialect))
                + " FROM " + name(dialect);
    }

    private UnaryOperator<String> spelling(Connection connection, Dialect dialect) throws SQLException {
        List<String> there = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT FILENAME FROM " + name(dialect))) {
            while (rows.next()) {
                there.add(rows.getString(1));
            }
        }
        return new FileSpelling(
                there,
                Stream.concat(
                                map.origins().values().stream(),
                                map.scripts().values().stream().map(ImportMap.Objects::origin))
                        .map(Origin::file)
                        .distinct()
                        .toList());
    }

    private static String id(Origin origin) {
        return origin.key().substring(0, Math.max(0, origin.key().lastIndexOf("::")));
    }

    private static String author(Origin origin) {
        return origin.key().substring(origin.key().lastIndexOf("::") + 2);
    }

    private static String text(String value, Dialect dialect) {
        return dialect.literals().render(value);
    }

    private String name(Dialect dialect) {
        return dialect.names().quote(table.apply(dialect));
    }
}
