package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A database that cannot do what an operation asks; known before anything ran. */
public final class UnsupportedOperationByDialectException extends MigrationException {
    public UnsupportedOperationByDialectException(String dialect, String what, String instead) {
        super(Problem.of(ErrorCode.UNSUPPORTED_OPERATION, dialect + " cannot " + what, instead));
    }
}
