package io.kmigrate.diff;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** The model has no tables and the database has: every table would be dropped. */
public final class EmptyModelException extends MigrationException {
    EmptyModelException(int tables) {
        super(Problem.of(
                ErrorCode.EMPTY_MODEL,
                "the model has no tables, and the database has " + tables + ": all would be dropped",
                "name the model's tables under [model] in migrate.toml, or drop the tables in a script by hand"));
    }
}
