package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apiguardian.api.API;

/** The history table of another tool. To implement: read it, and write nothing. */
@FunctionalInterface
@API(status = MAINTAINED, since = "0.1")
public interface OldHistory {
    /**
     * What the table says.
     *
     * @param revisions those whose scripts were applied, as the other tool says
     * @param problems why they cannot be taken over; none where they can
     */
    record Applied(List<String> revisions, List<Problem> problems) {
        public Applied {
            revisions = List.copyOf(revisions);
            problems = List.copyOf(problems);
        }
    }

    /** Reads the table. */
    Applied read(Connection connection, Dialect dialect) throws SQLException;
}
