package io.kmigrate.graph;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.revision.Revision;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Revisions each of which stands on the next, and the last on the first. */
record Cycle(List<Revision> revisions, Links links) {
    ErrorCode code() {
        return links == Links.PARENTS ? ErrorCode.CYCLE : ErrorCode.DEPENDENCY_CYCLE;
    }

    String message() {
        String verb = links == Links.PARENTS ? "follow" : "follow or depend on";
        return Stream.concat(revisions.stream(), Stream.of(revisions.get(0)))
                .map(Revision::id)
                .collect(Collectors.joining(" -> ", "revisions " + verb + " each other in a circle: ", ""));
    }

    String fix() {
        return links == Links.PARENTS
                ? "correct one `downRevision` of them so that a line begins at a base"
                : "remove one `dependsOn` of them";
    }
}
