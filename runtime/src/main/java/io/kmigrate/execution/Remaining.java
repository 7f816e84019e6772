package io.kmigrate.execution;

import io.kmigrate.operation.Operation;
import java.util.List;
import java.util.Optional;

/** What may remain to be done of an operation. */
final class Remaining {
    static final Optional<List<Operation>> NOTHING = Optional.of(List.of());

    /** The catalog cannot tell. */
    static final Optional<List<Operation>> UNKNOWN = Optional.empty();

    private Remaining() {}

    static Optional<List<Operation>> unless(boolean isDone, Operation operation) {
        return isDone ? NOTHING : again(operation);
    }

    static Optional<List<Operation>> again(Operation operation) {
        return Optional.of(List.of(operation));
    }

    /** With both names or none of them there, somebody else was at it. */
    static Optional<List<Operation>> renamed(boolean oldIsThere, boolean newIsThere, Operation operation) {
        return oldIsThere == newIsThere ? UNKNOWN : unless(newIsThere, operation);
    }
}
