package io.kmigrate.graph;

import io.kmigrate.revision.Revision;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order in which independent revisions run and problems are listed: by path, then by id. */
final class FileOrder {
    private static final Comparator<Revision> ORDER =
            Comparator.comparing(FileOrder::place).thenComparing(Revision::id);

    private FileOrder() {}

    static List<Revision> sort(Collection<Revision> revisions) {
        return revisions.stream().sorted(ORDER).toList();
    }

    private static String place(Revision revision) {
        String path = revision.path();
        return path == null ? revision.id() : path;
    }
}
