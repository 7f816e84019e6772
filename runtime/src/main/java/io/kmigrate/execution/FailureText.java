package io.kmigrate.execution;

/** What failures of a run say alike. */
final class FailureText {
    private static final int SHOWN_CHARACTERS = 400;

    private FailureText() {}

    /** In one line. */
    static String reason(Exception cause) {
        String message = cause.getMessage();
        String said = message == null || message.isBlank() ? cause.getClass().getName() : message.strip();
        return said.replaceAll("\\s*\\R\\s*", "; ");
    }

    /** In one line that can still be read. */
    static String statement(String sql) {
        String oneLine = sql.strip().replaceAll("\\s+", " ");
        return oneLine.length() <= SHOWN_CHARACTERS ? oneLine : oneLine.substring(0, SHOWN_CHARACTERS) + " …";
    }
}
