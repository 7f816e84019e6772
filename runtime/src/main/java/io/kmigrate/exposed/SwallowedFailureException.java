package io.kmigrate.exposed;

/**
 * Something inside a code step failed and asked for a rollback, and the step went on as if nothing had
 * happened: earlier work of the transaction would have been lost in silence.
 */
final class SwallowedFailureException extends Exception {
    SwallowedFailureException() {
        super("a failure inside this data step was caught and dropped; a transaction that has failed cannot go on");
    }
}
