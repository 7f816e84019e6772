package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Problem;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.importer.OldHistory;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Flyway's history table. Its rows are in the order in which they were written; the last one of a version counts. */
@API(status = INTERNAL, since = "0.1")
public final class FlywayHistory implements OldHistory {
    private final TableName table;
    private final ImportMap map;

    /** @param map which revision stands for which version */
    public FlywayHistory(TableName table, ImportMap map) {
        this.table = table;
        this.map = map;
    }

    private record Row(
            @Nullable String version,
            String description,
            String type,
            String script,
            @Nullable String checksum,
            boolean success) {}

    @Override
    public Applied read(Connection connection, Dialect dialect) throws SQLException {
        if (dialect.introspector().catalog(connection).table(table).isEmpty()) {
            return new Applied(List.of(), List.of(ImportMessages.noOldTable(table.toString())));
        }
        Reading reading = new Reading(dialect.name());
        rows(connection, dialect).forEach(reading::add);
        return reading.result();
    }

    private List<Row> rows(Connection connection, Dialect dialect) throws SQLException {
        String columns =
                dialect.names().list(List.of("version", "description", "type", "script", "checksum", "success"));
        String sql = "SELECT " + columns + " FROM " + dialect.names().quote(table) + " ORDER BY "
                + dialect.names().quote("installed_rank");
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(new Row(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3).toUpperCase(Locale.ROOT),
                        result.getString(4),
                        result.getString(5),
                        result.getBoolean(6)));
            }
        }
        return rows;
    }

    /** What the rows add up to. */
    private final class Reading {
        private final Map<String, Row> applied = new LinkedHashMap<>();
        private final Map<String, Row> objects = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final String dialect;

        Reading(String dialect) {
            this.dialect = dialect;
        }

        void add(Row row) {
            if (!row.success()) {
                problems.add(ImportMessages.oldFailure(row.script()));
            } else if (row.type().equals("SCHEMA") || row.type().equals("TABLE")) {
                // It says who made the schema or the table, and stands for no migration.
                return;
            } else if (row.type().equals("BASELINE")) {
                baseline(row);
            } else if (row.type().equals("DELETE") || row.type().startsWith("UNDO")) {
                revision(row).ifPresent(applied::remove);
            } else {
                List<String> scripts = scripts(row);
                scripts.forEach(name -> objects.put(name, row));
                revision(row).ifPresent(id -> applied.put(id, row));
                if (scripts.isEmpty() && revision(row).isEmpty()) {
                    problems.add(ImportMessages.oldUnknown(row.script()));
                }
            }
        }

        /** The scripts of objects that were one file; on another kind of database, the file is a revision. */
        private List<String> scripts(Row row) {
            return map.scripts().entrySet().stream()
                    .filter(entry -> isSame(row, entry.getValue().origin()))
                    .filter(entry -> entry.getValue().origin().isFor(dialect))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private void baseline(Row row) {
            FlywayVersion baseline = new FlywayVersion(String.valueOf(row.version()));
            map.origins().forEach((id, origin) -> {
                if (FlywayVersion.isOne(origin.key()) && new FlywayVersion(origin.key()).compareTo(baseline) <= 0) {
                    applied.put(id, row);
                }
            });
        }

        private Optional<String> revision(Row row) {
            return map.origins().entrySet().stream()
                    .filter(entry -> isSame(row, entry.getValue()))
                    .filter(entry -> scripts(row).isEmpty() || entry.getValue().isFor(dialect))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        private static boolean isSame(Row row, Origin origin) {
            String version = row.version();
            if (version == null) {
                return origin.key().equals(row.description()) && !FlywayVersion.isOne(origin.key());
            }
            return FlywayVersion.isOne(origin.key())
                    && FlywayVersion.isOne(version)
                    && new FlywayVersion(origin.key()).isSame(new FlywayVersion(version));
        }

        Applied result() {
            List<String> revisions = new ArrayList<>();
            List<Repeatable> repeatable = new ArrayList<>();
            applied.forEach((id, row) -> {
                boolean isEdited = isEdited(row, map.origins().getOrDefault(id, new Origin("", "", "")));
                if (row.version() == null) {
                    repeatable.add(new Repeatable(id, isEdited));
                    return;
                }
                revisions.add(id);
                if (isEdited) {
                    problems.add(ImportMessages.oldEdited(row.script(), id));
                }
            });
            List<ObjectScript> scripts = new ArrayList<>();
            map.scripts().forEach((name, script) -> {
                Row row = objects.get(name);
                if (row != null) {
                    Match match = isEdited(row, script.origin()) ? Match.EDITED : Match.SAME;
                    scripts.add(new ObjectScript(name, match, script.checksums()));
                }
            });
            return new Applied(revisions, repeatable, problems, map.optional(dialect), scripts);
        }

        private boolean isEdited(Row row, Origin origin) {
            String known = origin.checksum(dialect);
            boolean isComparable = !row.type().equals("BASELINE") && row.checksum() != null && !known.isEmpty();
            return isComparable && !known.equals(row.checksum());
        }
    }
}
