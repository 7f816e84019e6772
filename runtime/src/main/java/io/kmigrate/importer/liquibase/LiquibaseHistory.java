package io.kmigrate.importer.liquibase;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Liquibase's history table. A row is enough: its checksums differ from version to version of the tool. */
@API(status = INTERNAL, since = "0.1")
public final class LiquibaseHistory implements OldHistory {
    private static final String TABLE = "DATABASECHANGELOG";

    private final @Nullable TableName table;
    private final ImportMap map;

    /**
     * @param table null: the usual name
     * @param map which revision stands for which change set
     */
    public LiquibaseHistory(@Nullable TableName table, ImportMap map) {
        this.table = table;
        this.map = map;
    }

    @Override
    public Applied read(Connection connection, Dialect dialect) throws SQLException {
        TableName name = table == null ? TableName.of(dialect.folded(TABLE)) : table;
        if (dialect.introspector().catalog(connection).table(name).isEmpty()) {
            return new Applied(List.of(), List.of(ImportMessages.noOldTable(name.toString())));
        }
        Set<String> applied = new LinkedHashSet<>();
        Set<String> scripts = new LinkedHashSet<>();
        List<Problem> problems = new ArrayList<>();
        String sql =
                "SELECT ID, AUTHOR, FILENAME, EXECTYPE FROM " + dialect.names().quote(name) + " ORDER BY ORDEREXECUTED";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String key = row.getString(1) + "::" + row.getString(2);
                String file = row.getString(3);
                if (String.valueOf(row.getString(4)).equals("FAILED")) {
                    problems.add(ImportMessages.oldFailure(file + "::" + key));
                } else {
                    List<String> revisions = named(map.origins(), key, file);
                    List<String> objects = named(objects(dialect), key, file);
                    applied.addAll(revisions);
                    scripts.addAll(objects);
                    if (revisions.isEmpty() && objects.isEmpty()) {
                        problems.add(ImportMessages.oldUnknown(file + "::" + key));
                    }
                }
            }
        }
        return new Applied(
                List.copyOf(applied),
                List.of(),
                problems,
                map.optional(dialect.name()),
                scripts.stream()
                        .map(script -> new ObjectScript(script, Match.UNKNOWN, Map.of()))
                        .toList());
    }

    private Map<String, Origin> objects(Dialect dialect) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        map.scripts().forEach((script, known) -> {
            if (known.origin().isFor(dialect.name())) {
                origins.put(script, known.origin());
            }
        });
        return origins;
    }

    /** What stands for a change set. Its file may begin at another folder, as the tool was started there. */
    private static List<String> named(Map<String, Origin> origins, String key, String file) {
        String wanted = plain(file);
        Map<String, String> files = new LinkedHashMap<>();
        origins.forEach((name, origin) -> {
            if (origin.key().equals(key)) {
                files.put(name, plain(origin.file()));
            }
        });
        List<String> exact = names(files, wanted::equals);
        List<String> near = names(files, other -> isEnd(other, wanted));
        long nearFiles = near.stream().map(files::get).distinct().count();
        return exact.isEmpty() && nearFiles == 1 ? near : exact;
    }

    private static List<String> names(Map<String, String> files, Predicate<String> wanted) {
        return files.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String plain(String file) {
        return LiquibaseReader.normalized(file).toLowerCase(Locale.ROOT);
    }

    private static boolean isEnd(String one, String other) {
        return one.endsWith("/" + other) || other.endsWith("/" + one);
    }
}
