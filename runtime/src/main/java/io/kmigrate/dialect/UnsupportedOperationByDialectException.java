package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import org.apiguardian.api.API;

/** A database that cannot do what an operation asks; known before anything ran. */
@API(status = STABLE, since = "0.1")
public final class UnsupportedOperationByDialectException extends MigrationException {
    public UnsupportedOperationByDialectException(String dialect, String what, String instead) {
        this(dialect, what, Fix.of(instead));
    }

    /** The same, where the command and the API have different words for what to do. */
    public UnsupportedOperationByDialectException(String dialect, String what, Fix instead) {
        this(DatabaseMessages.unsupported(dialect, what, instead));
    }

    /** The same, of a sentence that stands with the others. */
    public UnsupportedOperationByDialectException(Problem problem) {
        super(problem);
    }
}
