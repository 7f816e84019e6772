package io.kmigrate.schema;

/**
 * How the database numbers the rows of a column: identity, serial, AUTO_INCREMENT.
 *
 * @param always an insert may not give a number of its own (PostgreSQL, Oracle, Db2); the others number only
 *     what an insert leaves out
 * @param start the first number
 * @param increment the step from one number to the next, not 0
 */
public record Identity(boolean always, long start, long increment) {
    private static final Identity STANDARD = new Identity(false, 1, 1);

    public Identity {
        if (increment == 0) {
            throw new IllegalArgumentException("a column cannot number its rows in steps of 0");
        }
    }

    /** 1, 2, 3 …, unless an insert gives a number. */
    public static Identity standard() {
        return STANDARD;
    }
}
