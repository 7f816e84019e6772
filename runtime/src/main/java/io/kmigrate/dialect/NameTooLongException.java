package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A name that the database would cut short, silently or not; known before anything ran. */
public final class NameTooLongException extends MigrationException {
    private final String name;

    /**
     * @param length of {@code name}, counted as the database does
     * @param limit with its unit, such as {@code 63 bytes}
     */
    public NameTooLongException(String dialect, String name, int length, String limit) {
        super(Problem.of(
                ErrorCode.NAME_TOO_LONG,
                dialect + " keeps " + limit + " of a name, and \"" + name + "\" has " + length,
                "shorten the name"));
        this.name = name;
    }

    public String name() {
        return name;
    }
}
