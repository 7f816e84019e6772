package io.kmigrate.source;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** Script folders were given, but nothing on the class path can read scripts. */
public final class NoScriptLoaderException extends MigrationException {
    NoScriptLoaderException() {
        super(Problem.of(
                "no-script-loader",
                "nothing on the class path can read *.migration.kts scripts",
                "add io.kmigrate:kmigrate-dsl to the class path, or give the migrations with source(…)"));
    }
}
