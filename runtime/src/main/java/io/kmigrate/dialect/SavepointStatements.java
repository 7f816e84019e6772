package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A savepoint in a database's SQL.
 *
 * @param set sets it
 * @param rollback takes back all since then, and keeps it
 * @param release forgets it; empty where nothing can
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SavepointStatements(String set, String rollback, String release) {
    /** As standard SQL has them. */
    public static SavepointStatements standard(String name) {
        return new SavepointStatements(
                "SAVEPOINT " + name, "ROLLBACK TO SAVEPOINT " + name, "RELEASE SAVEPOINT " + name);
    }
}
