package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Collectors;

/** A relative target comes to a fork or a merge, where a step could go several ways. */
public final class AmbiguousWalkException extends MigrationException {
    private final String target;
    private final transient List<Revision> ways;

    AmbiguousWalkException(String target, String from, List<Revision> ways) {
        super(Problem.of(
                ErrorCode.AMBIGUOUS_WALK,
                "\"%s\" could go from %s to %s"
                        .formatted(
                                target, from, ways.stream().map(Revision::label).collect(Collectors.joining(" or "))),
                "name the revision you mean, such as `%s`".formatted(ways.get(0).id())));
        this.target = target;
        this.ways = List.copyOf(ways);
    }

    public String target() {
        return target;
    }

    public List<Revision> ways() {
        return ways;
    }
}
