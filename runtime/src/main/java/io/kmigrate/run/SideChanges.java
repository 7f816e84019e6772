package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.history.SideChange;
import io.kmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apiguardian.api.API;

/** What other version rows are to another tool, which may have a row for each revision. */
@API(status = INTERNAL, since = "0.1")
public final class SideChanges {
    private SideChanges() {}

    /** Rows without a script say nothing of what stands beneath them. */
    public static SideChange between(RevisionGraph graph, List<String> before, List<String> after) {
        RevisionSet earlier = applied(graph, before);
        RevisionSet later = applied(graph, after);
        List<Revision> reverted = new ArrayList<>(earlier.minus(later).oldestFirst());
        Collections.reverse(reverted);
        return new SideChange(later.minus(earlier).oldestFirst(), reverted, false, before, after);
    }

    private static RevisionSet applied(RevisionGraph graph, List<String> rows) {
        return graph.applied(
                rows.stream().filter(row -> graph.find(row).isPresent()).toList());
    }
}
