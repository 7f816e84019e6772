package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Collectors;

/** One head was asked for and there are several. */
public final class MultipleHeadsException extends MigrationException {
    private final String argument;
    private final transient List<Revision> heads;

    MultipleHeadsException(String argument, List<Revision> heads) {
        super(Problem.of(
                ErrorCode.MULTIPLE_HEADS,
                "\"%s\" is ambiguous: %s"
                        .formatted(argument, heads.stream().map(Revision::label).collect(Collectors.joining(", "))),
                "name one, such as `%s`, or `heads` for all where a command takes several; or join them: `merge %s`"
                        .formatted(
                                heads.get(0).id(),
                                heads.stream().map(Revision::id).collect(Collectors.joining(" ")))));
        this.argument = argument;
        this.heads = List.copyOf(heads);
    }

    public String argument() {
        return argument;
    }

    public List<Revision> heads() {
        return heads;
    }
}
