package io.kmigrate.run;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A command needs a database, and none was named. */
public final class NoDatabaseException extends MigrationException {
    NoDatabaseException() {
        super(Problem.of(
                "no-database",
                "no database was named",
                "set url in migrate.toml, give --url, or call dataSource(…) on the builder"));
    }
}
