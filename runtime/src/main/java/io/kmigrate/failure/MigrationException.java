package io.kmigrate.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root of every failure Kmigrate reports. It carries all problems of the phase that failed, in file
 * order, so that a user mends them in one go. Its message never holds a password.
 */
public abstract class MigrationException extends RuntimeException {
    private final transient List<Problem> problems;

    protected MigrationException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.get(0).message(), cause);
        this.problems = List.copyOf(problems);
    }

    protected MigrationException(Problem problem, @Nullable Throwable cause) {
        this(List.of(problem), cause);
    }

    protected MigrationException(Problem problem) {
        this(List.of(problem), null);
    }

    /** At least one; the first is the one to show when there is room for one. */
    public final List<Problem> problems() {
        return problems;
    }

    /** The first problem's code. */
    public final String code() {
        return problems.get(0).code();
    }

    /** How the command ends because of it. */
    public Outcome outcome() {
        return Outcome.FAILED;
    }
}
