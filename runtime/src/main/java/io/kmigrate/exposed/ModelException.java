package io.kmigrate.exposed;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** The tables of the application's model cannot be found or read: all that is wrong with them. */
public final class ModelException extends MigrationException {
    ModelException(List<Problem> problems) {
        super(problems, null);
    }
}
