package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.SideState;
import io.kmigrate.history.SideTable;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apiguardian.api.API;

/** The tool that migrated a database before, and may still read its own table. Reads nothing until it is asked. */
@API(status = INTERNAL, since = "0.1")
public interface Predecessor {
    /** As settings and messages name it. */
    String tool();

    /** Whether its history table is in the database. */
    boolean isThere(Connection connection, Dialect dialect);

    /**
     * What the database has, as its history table says.
     *
     * @param warnings hears what is not taken over, although it stops nothing
     * @throws io.kmigrate.failure.MigrationException with all that stands in the way
     */
    SideState applied(RevisionGraph graph, Connection connection, Dialect dialect, Consumer<String> warnings)
            throws SQLException;

    /**
     * What its table says otherwise than the version table, where both are written.
     *
     * @param applied the revisions that the version table says are applied
     */
    List<Problem> disagreements(RevisionGraph graph, Set<String> applied, Connection connection, Dialect dialect)
            throws SQLException;

    /** Its tables, which are none of the application's. */
    List<TableName> tables(Dialect dialect);

    /** Whether each change of the version rows is written to its table as well. */
    default boolean isWritten() {
        return side() != SideTable.none();
    }

    /** What each change of the version rows is written to as well. */
    SideTable side();

    /** Its own lock, held while its table is read or written; empty where it has none. */
    Optional<MigrationLock> lock(Place place);

    /**
     * Where a lock is taken.
     *
     * @param work the connection that does the work
     * @param source gives a connection that holds the lock
     * @param holder who holds it, as it tells others
     */
    record Place(Connection work, DataSource source, Dialect dialect, String holder) {}
}
