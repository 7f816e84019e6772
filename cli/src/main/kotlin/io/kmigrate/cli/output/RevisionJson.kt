package io.kmigrate.cli.output

import io.kmigrate.graph.RevisionGraph
import io.kmigrate.graph.RevisionSet
import io.kmigrate.revision.Revision

/**
 * Revisions as JSON.
 *
 * @property applied null when no database was asked: then `isApplied` is null
 */
internal class RevisionJson(private val graph: RevisionGraph, private val applied: RevisionSet?) {
    private val heads = graph.heads()

    fun list(revisions: Collection<Revision>): List<Map<String, Any?>> = revisions.map(::one)

    fun one(revision: Revision): Map<String, Any?> =
        linkedMapOf(
            "revision" to revision.id(),
            "downRevisions" to revision.parents(),
            "dependsOn" to revision.dependsOn(),
            "branchLabels" to revision.branchLabels(),
            "message" to revision.message(),
            "path" to revision.path(),
            "isHead" to heads.contains(revision),
            "isApplied" to applied?.contains(revision),
        )
}
