package io.kmigrate.execution;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** A plan with operations that the database cannot do; found before anything ran. */
public final class InfeasiblePlanException extends MigrationException {
    InfeasiblePlanException(List<Problem> problems) {
        super(problems, null);
    }
}
