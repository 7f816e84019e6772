package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.sql.Connection;
import java.sql.SQLException;
import org.apiguardian.api.API;

/**
 * An empty schema of the same kind of database, with the same settings, to try a schema out in: what is made
 * there and read back is spelled as the database spells it. Closing it leaves no trace. To implement: clean
 * up in the constructor, too, when it fails half-way.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Scratch extends AutoCloseable {
    /** Where the scratch schema is the default one; maybe the connection it was asked for on. */
    Connection connection();

    @Override
    void close() throws SQLException;
}
