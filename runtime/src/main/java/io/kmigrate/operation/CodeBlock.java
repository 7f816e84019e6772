package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** Code of a migration that needs the database. */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface CodeBlock {
    /** Runs at the step's place in the list, inside the migration's transaction. */
    void run(CodeContext context) throws Exception;
}
