package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The only exception that Kmigrate throws. It carries all problems of the phase that failed, in file order, so
 * that a user fixes them together. Subclasses are for failures that a caller can act on; {@link #code} tells all
 * others apart. Its message never holds a password. It can be serialized with any cause.
 */
@API(status = STABLE, since = "0.1")
public class MigrationException extends RuntimeException {
    private final List<Problem> problems;

    /** Not the one of {@link Throwable}, which would have to be serializable itself. */
    private final @Nullable Throwable reason;

    public MigrationException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.get(0).text(), null);
        this.problems = List.copyOf(problems);
        this.reason = cause;
    }

    public MigrationException(Problem problem, @Nullable Throwable cause) {
        this(List.of(problem), cause);
    }

    public MigrationException(Problem problem) {
        this(List.of(problem), null);
    }

    /** At least one; the first is the one to show when there is room for one. */
    public final List<Problem> problems() {
        return problems;
    }

    /** The first problem's code. */
    public final ErrorCode code() {
        return problems.get(0).code();
    }

    /** How the command ends because of it. */
    public final Outcome outcome() {
        return code().outcome();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // It never changes.
    public final @Nullable Throwable getCause() {
        return reason;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        ObjectOutputStream.PutField fields = out.putFields();
        fields.put("problems", problems);
        fields.put("reason", PortableCause.of(reason));
        out.writeFields();
    }
}
