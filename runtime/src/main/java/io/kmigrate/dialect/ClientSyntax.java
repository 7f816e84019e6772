package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;

/**
 * What files for a database's own client hold beside SQL: commands of the client, and rows. The default is a client
 * without either. Stateless.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface ClientSyntax {
    /** What a line is that begins where no statement is open. */
    enum Line {
        SQL,
        /** A command that changes nothing of what follows. */
        HARMLESS,
        /** A command that the client alone can carry out. */
        REFUSED,
        /** A command about the statements that follow, such as {@code DELIMITER}; SQL text may hold it, too. */
        KEPT
    }

    /** The name of the client, for messages. */
    default String client() {
        return "the client";
    }

    default Line line(String line) {
        return Line.SQL;
    }

    /** Whether rows follow a statement, up to a line with nothing but {@code \.}. */
    default boolean isFollowedByRows(String statement) {
        return false;
    }

    /**
     * Runs a statement that rows follow.
     *
     * @param rows up to the line that ends them
     */
    default void copy(Connection connection, String statement, Reader rows) throws SQLException, IOException {
        throw new SQLException("no rows follow a statement here");
    }
}
