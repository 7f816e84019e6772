package io.kmigrate.graph;

import io.kmigrate.failure.Problem;
import io.kmigrate.message.GraphMessages;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Stream;

/** Revisions each of which follows the next, and the last the first. */
record Cycle(List<Revision> revisions, Links links) {
    Problem problem() {
        List<String> ids = Stream.concat(revisions.stream(), Stream.of(revisions.get(0)))
                .map(Revision::id)
                .toList();
        return links == Links.PARENTS ? GraphMessages.cycle(ids) : GraphMessages.dependencyCycle(ids);
    }
}
