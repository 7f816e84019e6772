package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apiguardian.api.API;

/** What {@link DatabaseUrl#dataSource} gives; found behind a wrapper with {@code DataSource.unwrap}. */
@API(status = EXPERIMENTAL, since = "0.1")
public interface DatabaseUrlSource extends DataSource {
    /**
     * The file of the database, when it is not there and the driver would make it: a reader asks
     * first. Empty when it is there, or when the database is no file.
     */
    Optional<Path> missingFile();

    /** True when connecting makes nothing: there is a file already, or a server is asked. */
    boolean isThere();

    /**
     * Begins to load the driver, on a thread of its own, for a connection that will be asked for soon. Neither
     * connects nor fails: the connection will tell what is wrong.
     */
    void prepare();

    /** The kind of database that the URL names. */
    Dialect dialect();

    /** A text without the passwords of the URL. */
    String withoutPasswords(String text);

    /** The passwords and other secrets of the URL, in all their spellings. */
    Set<String> secrets();
}
