package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.revision.Revision;
import io.kmigrate.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The history table of another tool, which is written beside ours for a while. To implement: give statements that do
 * not depend on what the table holds, so that they can also stand in a script; and no more than one change a row.
 */
@API(status = INTERNAL, since = "0.1")
public interface SideTable {
    /** There is no other tool. */
    static SideTable none() {
        return NoSideTable.NONE;
    }

    /**
     * Refuses revisions that the other tool could not find again. Nothing has run then.
     *
     * @throws MigrationException naming all of them
     */
    void require(Collection<Revision> applied);

    /** The table as the tool itself makes it. */
    Optional<Table> table(Dialect dialect);

    /** What the change is in the table. */
    List<String> statements(SideChange change, Dialect dialect);

    /**
     * What it is in the table that an object was applied which follows its text; nothing where the tool does not know
     * it, or knows another text of it.
     *
     * @param present checksums of what the database has from now on, by key
     */
    default List<String> object(String key, Map<String, String> present, Dialect dialect) {
        return List.of();
    }

    /** Writes what {@link #object} says, inside the open transaction, if there is one. */
    default void writeObject(Connection connection, String key, Map<String, String> present, Dialect dialect)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : object(key, present, dialect)) {
                statement.execute(sql);
            }
        }
    }

    /** The tool's files that make one of these objects, and say something else than the database has. */
    default List<String> outdated(Collection<String> keys, Map<String, String> present, Dialect dialect) {
        return List.of();
    }

    /** Writes the change, inside the open transaction, if there is one. */
    default void write(Connection connection, SideChange change, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(change, dialect)) {
                statement.execute(sql);
            }
        }
    }
}
