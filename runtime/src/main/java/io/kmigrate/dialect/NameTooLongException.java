package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.DatabaseMessages;

/** A name that the database would cut short, silently or not; known before anything ran. */
public final class NameTooLongException extends MigrationException {
    private final String name;

    /**
     * @param length of {@code name}, counted as the database does
     * @param limit with its unit, such as {@code 63 bytes}
     */
    public NameTooLongException(String dialect, String name, int length, String limit) {
        super(DatabaseMessages.nameTooLong(dialect, name, length, limit));
        this.name = name;
    }

    public String name() {
        return name;
    }
}
