package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Collectors;

/** Of several revisions given or found, one already stands on another. */
public final class OverlappingRevisionsException extends MigrationException {
    private final transient Revision upper;
    private final transient List<Revision> below;

    OverlappingRevisionsException(Revision upper, List<Revision> below, String role, String fix) {
        super(Problem.of(
                ErrorCode.OVERLAPPING_REVISIONS,
                "%s %s overlaps with %s, which it stands on"
                        .formatted(
                                role,
                                upper.label(),
                                below.stream().map(Revision::id).collect(Collectors.joining(", "))),
                fix));
        this.upper = upper;
        this.below = List.copyOf(below);
    }

    public Revision upper() {
        return upper;
    }

    public List<Revision> below() {
        return below;
    }
}
