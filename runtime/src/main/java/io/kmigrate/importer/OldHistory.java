package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/** The history table of another tool. To implement: read it, and write nothing. */
@FunctionalInterface
@API(status = MAINTAINED, since = "0.1")
public interface OldHistory {
    /**
     * What the table says.
     *
     * @param revisions those whose scripts were applied, as the other tool says
     * @param repeatable scripts that the other tool ran and may run again, so that a database can do without them
     * @param problems why they cannot be taken over; none where they can
     * @param optional those that may be missing beneath others, since they are for other databases or environments
     * @param objects scripts of objects that follow their text, which the other tool ran
     */
    record Applied(
            List<String> revisions,
            List<Repeatable> repeatable,
            List<Problem> problems,
            Set<String> optional,
            List<ObjectScript> objects) {
        /** Without objects that follow their text. */
        public Applied(
                List<String> revisions, List<Repeatable> repeatable, List<Problem> problems, Set<String> optional) {
            this(revisions, repeatable, problems, optional, List.of());
        }

        /** None of which may be missing. */
        public Applied(List<String> revisions, List<Repeatable> repeatable, List<Problem> problems) {
            this(revisions, repeatable, problems, Set.of());
        }

        /** None of which may run again. */
        public Applied(List<String> revisions, List<Problem> problems) {
            this(revisions, List.of(), problems, Set.of());
        }

        public Applied {
            revisions = List.copyOf(revisions);
            repeatable = List.copyOf(repeatable);
            problems = List.copyOf(problems);
            optional = Set.copyOf(optional);
            objects = List.copyOf(objects);
        }
    }

    /**
     * A script that may run again.
     *
     * @param isEdited whether its text is another since it ran, so that the other tool would run it again
     */
    record Repeatable(String revision, boolean isEdited) {}

    /**
     * A script of objects that the other tool ran.
     *
     * @param name of the script, below the folder {@code repeatable}
     * @param match whether the database has the text that was imported
     * @param checksums of the objects as they were imported, by key
     */
    record ObjectScript(String name, Match match, Map<String, String> checksums) {
        public ObjectScript {
            checksums = Map.copyOf(checksums);
        }
    }

    /** Whether a database has a text. */
    enum Match {
        /** It has this one. */
        SAME,
        /** It has another one, so that the other tool would run this one again. */
        EDITED,
        /** The other tool keeps nothing that tells. */
        UNKNOWN
    }

    /** Reads the table. */
    Applied read(Connection connection, Dialect dialect) throws SQLException;
}
