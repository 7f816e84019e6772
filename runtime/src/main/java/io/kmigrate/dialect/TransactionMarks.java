package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Statements around a transaction in a script, without semicolons.
 *
 * @param before up to and with the one that begins it
 * @param after from the one that commits it
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TransactionMarks(List<String> before, List<String> after) {
    /** Standard SQL as most clients take it. */
    public static TransactionMarks standard() {
        return new TransactionMarks(List.of("BEGIN"), List.of("COMMIT"));
    }
}
