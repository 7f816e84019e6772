package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** Scripts that cannot be read or loaded at all. */
@API(status = INTERNAL, since = "0.1")
public final class ScriptMessages {
    private ScriptMessages() {}

    public static Problem noLoader() {
        return Problem.of(
                ErrorCode.NO_SCRIPT_LOADER,
                "nothing on the class path can read *.migration.kts scripts",
                "add io.kmigrate:kmigrate-dsl to the class path, or give the migrations with source(…)");
    }

    /** A value in a script that SQL text cannot say. */
    public static Problem noLiteral(String reason) {
        return Problem.of(
                ErrorCode.INVALID_OPERATION,
                "the operation cannot be written as SQL: " + reason,
                "use a value of another type, or write the statement with execute(…)");
    }

    /** What a script does on one kind of database and not on another. */
    public static Problem unknownDatabase(String revision) {
        return Problem.of(
                ErrorCode.NO_DATABASE,
                "%s has operations for some databases alone, and no database is named".formatted(revision),
                new Fix("add `--url`, or set `url` in migrate.toml", "give the Migrator a URL or a data source"));
    }

    /** A source that lists a revision and then does not have it. */
    public static Problem notLoaded(String revision) {
        return Problem.of(
                ErrorCode.MISSING_SCRIPT,
                "the source lists revision %s but does not load it".formatted(revision),
                new Fix("run the command again", "let the MigrationSource load every revision that it lists"));
    }
}
