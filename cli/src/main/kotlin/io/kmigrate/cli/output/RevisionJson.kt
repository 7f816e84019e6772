package io.kmigrate.cli.output

import io.kmigrate.graph.RevisionGraph
import io.kmigrate.plan.Status
import io.kmigrate.revision.Revision

/**
 * Revisions as JSON.
 *
 * @property status null when no database was asked: then `isApplied` is null
 */
internal class RevisionJson(private val graph: RevisionGraph, status: Status?) {
    private val heads = graph.heads()
    private val applied = status?.applied()
    private val missing = status?.missing()
    private val skipped = status?.skipped().orEmpty()

    fun list(revisions: Collection<Revision>): List<Map<String, Any?>> = revisions.map(::one)

    /** `isMissing` and `isSkipped` are there for such revisions alone. */
    fun one(revision: Revision): Map<String, Any?> {
        val facts =
            linkedMapOf<String, Any?>(
                "revision" to revision.id(),
                "downRevisions" to revision.parents(),
                "dependsOn" to revision.dependsOn(),
                "branchLabels" to revision.branchLabels(),
                "message" to revision.message(),
                "path" to revision.path(),
                "isHead" to heads.contains(revision),
                "isApplied" to applied?.let { it.contains(revision) && revision.id() !in skipped },
            )
        if (missing != null && missing.contains(revision)) {
            facts["isMissing"] = true
        }
        if (revision.id() in skipped) {
            facts["isSkipped"] = true
        }
        return facts
    }
}
