package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A step as statements.
 *
 * @param inTransaction false where they begin a transaction themselves, or cannot run in one
 */
@API(status = INTERNAL, since = "0.1")
public record StepStatements(List<String> statements, boolean inTransaction) {
    public StepStatements {
        statements = List.copyOf(statements);
    }
}
