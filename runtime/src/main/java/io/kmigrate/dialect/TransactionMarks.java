package io.kmigrate.dialect;

import java.util.List;

/**
 * Statements around a transaction in a script, without semicolons.
 *
 * @param before up to and with the one that begins it
 * @param after from the one that commits it
 */
public record TransactionMarks(List<String> before, List<String> after) {
    /** Standard SQL as most clients take it. */
    public static TransactionMarks standard() {
        return new TransactionMarks(List.of("BEGIN"), List.of("COMMIT"));
    }
}
