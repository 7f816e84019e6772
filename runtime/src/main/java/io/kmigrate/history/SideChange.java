package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Revision;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A change of the version rows, as another tool has to hear of it.
 *
 * @param applied revisions that the database has from now on, in the order of an upgrade
 * @param reverted revisions that it no longer has, in the order of a downgrade
 * @param isLeftOut whether those that were applied ran nothing here
 * @param before the version rows as they were
 * @param after the version rows as they are from now on
 */
@API(status = INTERNAL, since = "0.1")
public record SideChange(
        List<Revision> applied, List<Revision> reverted, boolean isLeftOut, List<String> before, List<String> after) {
    public SideChange {
        applied = List.copyOf(applied);
        reverted = List.copyOf(reverted);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Other rows for the same revisions. */
    public static SideChange ofRows(List<String> before, List<String> after) {
        return new SideChange(List.of(), List.of(), false, before, after);
    }
}
