package io.kmigrate.source;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** Something is to be compared with the model, and nobody said where that is. */
public final class NoModelException extends MigrationException {
    NoModelException() {
        super(Problem.of(
                "no-model",
                "there is no model to compare with",
                "add to migrate.toml: [model] and scripts = [\"model\"] or tables = [\"com.acme.Tables\"],"
                        + " or call model(…) on the builder"));
    }
}
