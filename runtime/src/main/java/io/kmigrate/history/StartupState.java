package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Names;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What a start must know when nothing is to be done, in one statement: the version rows, and the digests of
 * what was applied, without their operations.
 */
@API(status = INTERNAL, since = "0.1")
public record StartupState(History history, Map<String, MigrationDigest> digests) {
    private static final String VERSION = "version";

    /**
     * Looks at both tables. Empty when that does not tell enough: a table is missing, or a step has not ended.
     * Must be called outside a transaction, because a failed query would end one on PostgreSQL.
     */
    public static Optional<StartupState> at(
            Connection connection, Dialect dialect, TableName versionTable, TableName historyTable) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(dialect.names(), versionTable, historyTable))) {
            Set<String> versions = new TreeSet<>();
            Map<String, MigrationDigest> digests = new LinkedHashMap<>();
            while (rows.next()) {
                if (rows.getString(2).equals(VERSION)) {
                    versions.add(rows.getString(3));
                } else if (!note(rows, digests)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new StartupState(History.of(versions), digests));
        } catch (SQLException failed) {
            // The longer way meets the failure again, or finds that a table is missing.
            return Optional.empty();
        }
    }

    /** False for a step that has not ended. */
    private static boolean note(ResultSet row, Map<String, MigrationDigest> digests) throws SQLException {
        String direction = row.getString(2);
        String outcome = row.getString(4);
        if (!outcome.equals(StepOutcome.DONE.text())) {
            return outcome.equals(StepOutcome.REVERTED.text()) || outcome.equals(StepOutcome.FAILED.text());
        }
        if (direction.equals("up") || direction.equals("repair")) {
            digests.put(row.getString(3), new MigrationDigest(row.getString(5), row.getString(6), List.of()));
        }
        return true;
    }

    private static String query(Names names, TableName versionTable, TableName historyTable) {
        String columns = names.list(List.of("id", "direction", "revision", "outcome", "checksum", "fingerprint"));
        return "SELECT 0, '" + VERSION + "', " + names.quote(VersionTable.COLUMN) + ", '', '', '' FROM "
                + names.quote(versionTable) + " UNION ALL SELECT " + columns + " FROM " + names.quote(historyTable)
                + " ORDER BY 1";
    }
}
