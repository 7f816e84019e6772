package io.kmigrate.graph;

import io.kmigrate.revision.Revision;
import java.util.Collection;
import java.util.List;

/** The order in which independent revisions run and problems are listed: by path, then by id. */
final class FileOrder {
    private FileOrder() {}

    static List<Revision> sort(Collection<Revision> revisions) {
        return revisions.stream().sorted(FileOrder::compare).toList();
    }

    private static int compare(Revision left, Revision right) {
        int byPlace = place(left).compareTo(place(right));
        return byPlace == 0 ? left.id().compareTo(right.id()) : byPlace;
    }

    private static String place(Revision revision) {
        String path = revision.path();
        return path == null ? revision.id() : path;
    }
}
