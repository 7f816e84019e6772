package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.StoredDefinition;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code sqlite_master} holds, but for SQLite's own tables, virtual ones and the tables that full-text
 * search and R-trees keep behind them.
 */
final class MasterTable {
    private static final Set<String> SHADOWS = Set.of(
            "data", "idx", "content", "docsize", "config", "segments", "segdir", "stat", "node", "parent", "rowid");

    /** SQLite itself writes the first words of what it keeps, in capitals. */
    private static final String VIRTUAL = "CREATE VIRTUAL TABLE ";

    private final List<Row> rows;

    private MasterTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * An entry with text; the indexes of constraints have none.
     *
     * @param table the table it hangs on
     */
    record Row(String kind, String name, String table, String sql) {
        private StoredDefinition definition() {
            return new StoredDefinition(kind, name, sql);
        }
    }

    static MasterTable read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query(""))) {
            return read(statement);
        }
    }

    /** One table, what hangs on it, and every view: the cost does not grow with the number of tables. */
    static MasterTable read(Connection connection, String table) throws SQLException {
        String condition = " AND (tbl_name = ? COLLATE NOCASE OR type = 'view')";
        try (PreparedStatement statement = connection.prepareStatement(query(condition))) {
            statement.setString(1, table);
            return read(statement);
        }
    }

    private static String query(String condition) {
        return "SELECT type, name, tbl_name, sql FROM sqlite_master"
                + " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" + condition + " ORDER BY rowid";
    }

    private static MasterTable read(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(new Row(found.getString(1), found.getString(2), found.getString(3), found.getString(4)));
            }
        }
        Set<String> hidden = hidden(rows);
        rows.removeIf(row -> hidden.contains(row.table().toLowerCase(Locale.ROOT)));
        return new MasterTable(rows);
    }

    private static Set<String> hidden(List<Row> rows) {
        Set<String> hidden = new HashSet<>();
        for (Row row : rows) {
            if (row.kind().equals("table") && row.sql().startsWith(VIRTUAL)) {
                String name = row.name().toLowerCase(Locale.ROOT);
                hidden.add(name);
                SHADOWS.forEach(shadow -> hidden.add(name + "_" + shadow));
            }
        }
        return hidden;
    }

    List<Row> tables() {
        return rows.stream().filter(row -> row.kind().equals("table")).toList();
    }

    List<Row> indexes(String table) {
        return rows.stream()
                .filter(row -> row.kind().equals("index") && row.table().equalsIgnoreCase(table))
                .toList();
    }

    /** The statements that make the triggers of a table or view. */
    List<String> triggers(String table) {
        return rows.stream()
                .filter(row -> row.kind().equals("trigger") && row.table().equalsIgnoreCase(table))
                .map(Row::sql)
                .toList();
    }

    /** Views with the query behind AS, and triggers. */
    List<SchemaObject> objects() {
        return rows.stream()
                .filter(row -> row.kind().equals("view") || row.kind().equals("trigger"))
                .map(MasterTable::object)
                .toList();
    }

    private static SchemaObject object(Row row) {
        TableName name = TableName.of(row.name());
        if (row.kind().equals("trigger")) {
            return new StoredProgram(
                    new StoredProgram.Id(Kind.TRIGGER, name, TableName.of(row.table()), null), row.sql());
        }
        int depth = 0;
        for (Token token : Tokenizer.of(row.sql())) {
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0 && token.is("as")) {
                return new View(name, row.sql().substring(token.end()).strip(), false);
            }
        }
        throw new IllegalStateException("a view without AS: " + row.sql());
    }

    /** The table, then what hangs on it, then the views that name it. */
    List<StoredDefinition> of(String table) {
        Stream<Row> own = rows.stream().filter(row -> row.table().equalsIgnoreCase(table));
        Stream<Row> views = rows.stream()
                .filter(row -> row.kind().equals("view") && !row.table().equalsIgnoreCase(table))
                .filter(row -> Tokenizer.of(row.sql()).stream().anyMatch(token -> token.names(table)));
        return Stream.concat(own, views)
                .sorted((left, right) -> Boolean.compare(
                        right.kind().equals("table"), left.kind().equals("table")))
                .map(Row::definition)
                .toList();
    }
}
