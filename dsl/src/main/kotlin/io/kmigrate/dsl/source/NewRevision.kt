package io.kmigrate.dsl.source

import io.kmigrate.compare.Comparison
import io.kmigrate.failure.MigrationException
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.graph.Target
import io.kmigrate.plan.Placement
import io.kmigrate.revision.Revision
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * What a script to be written should say. The shortest ways to one are [onHead] and [merging].
 *
 * @property id null for a random one
 * @property folder the script folder to write to; null for the parents' or the only one
 * @property content what it does; null for a script to fill in
 */
@API(status = INTERNAL, since = "0.1")
public class NewRevision(
    public val message: String,
    public val placement: Placement,
    public val id: String?,
    public val branchLabels: List<String>,
    public val folder: String?,
    public val content: ScriptContent? = null,
) {
    /** The same, with the changes from one schema to another, and their reverse. */
    public fun doing(comparison: Comparison): NewRevision =
        NewRevision(message, placement, id, branchLabels, folder, ScriptContent.of(comparison))

    public companion object {
        /**
         * A script to fill in, on top of the only head; the first one of all has no parent.
         *
         * @throws MigrationException when there are several heads
         */
        @JvmStatic
        public fun onHead(graph: RevisionGraph, message: String): NewRevision {
            val placement = Placement.on(graph, listOf(Target.parse("head")), false, emptyList())
            return NewRevision(message, placement, null, emptyList(), null)
        }

        /**
         * A script that joins all heads.
         *
         * @throws MigrationException when there is one
         */
        @JvmStatic
        public fun merging(graph: RevisionGraph, message: String): NewRevision {
            val placement = Placement.joining(graph, listOf(Target.parse("heads")), false)
            return NewRevision(message, placement, null, emptyList(), null)
        }
    }
}

/**
 * A script that was written.
 *
 * @property graph all revisions, with the new one
 */
@API(status = INTERNAL, since = "0.1")
public class WrittenRevision(public val revision: Revision, public val graph: RevisionGraph)
