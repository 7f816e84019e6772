package io.kmigrate.dialect.sqlite;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** An operation that does not fit the table it is about, found before anything ran. */
public final class SchemaMismatchException extends MigrationException {
    SchemaMismatchException(ErrorCode code, String what, String fix) {
        super(Problem.of(code, what, fix));
    }
}
