package io.kmigrate.run;

import io.kmigrate.execution.Stamper.Accepted;
import io.kmigrate.graph.Links;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.RevisionSet;
import io.kmigrate.history.AppliedRecords;
import io.kmigrate.history.History;
import io.kmigrate.history.SideChange;
import io.kmigrate.plan.LateRevisions;
import io.kmigrate.plan.LateRevisions.Moved;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.EditedScriptException.Edit;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which scripts a command accepts as they are now, although something else was applied. */
record Acceptance(RevisionGraph graph, LateRevisions late, AppliedRecords records) {
    static Acceptance of(AppliedState state, RevisionGraph graph, StateCheck check) {
        return new Acceptance(graph, check.late(state, graph), state.records());
    }

    /** Writes into the history what a command accepts; nothing where that is nothing. */
    static void record(OpenDatabase database, Accepted accepted, History before, History after) throws SQLException {
        if (!accepted.digests().isEmpty()) {
            database.stamper().repair(accepted, SideChange.ofRows(before.rows(), after.rows()));
        }
    }

    /** Of a repair: all that was edited or got other parents, or those that are named. */
    Accepted repaired(Map<Revision, Edit> edits, ChecksumCheck checksums, Set<Revision> wanted, String reason) {
        Map<Revision, @Nullable MigrationDigest> accepted = new LinkedHashMap<>();
        edits.forEach((revision, edit) -> {
            if (wanted.isEmpty() || wanted.contains(revision)) {
                accepted.put(revision, edit.now());
            }
        });
        RevisionSet named = wanted.isEmpty() ? moved() : graph.setOf(wanted);
        for (Revision revision : late.acceptedWith(named)) {
            if (late.missing().contains(revision)) {
                accepted.put(revision, checksums.digest(revision));
            } else if (!accepted.containsKey(revision)) {
                accepted.put(revision, recorded(revision));
            }
        }
        return new Accepted(accepted, reason);
    }

    /** Of a stamp: all beneath its targets. */
    Accepted stamped(Set<Revision> targets) {
        return placed(late.acceptedWith(graph.setOf(targets).withAncestors(Links.ALL)), "stamp");
    }

    /** Of an upgrade that applies late revisions: what stands on them. They themselves stay missing until then. */
    Accepted standingOnLate() {
        return placed(moved(), "upgrade --include-late");
    }

    private RevisionSet moved() {
        return graph.setOf(late.moved().stream().map(Moved::revision).toList());
    }

    private Accepted placed(RevisionSet revisions, String reason) {
        Map<Revision, @Nullable MigrationDigest> accepted = new LinkedHashMap<>();
        revisions.forEach(revision -> accepted.put(revision, recorded(revision)));
        return new Accepted(accepted, reason);
    }

    private @Nullable MigrationDigest recorded(Revision revision) {
        return records.digests().get(revision.id());
    }
}
