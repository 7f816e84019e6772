package io.kmigrate.dialect;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A data source whose database is a file that its driver would make on the way: one that only reads asks
 * first. Found with {@code DataSource.unwrap}.
 */
public interface DatabaseFile {
    /** The file, when it is not there; empty when it is, or when the database is none. */
    Optional<Path> missingFile();
}
