package io.kmigrate.dsl.script

import io.kmigrate.revision.Revision

/**
 * The words that place a script in the graph, and what they say as values by word. They are read
 * from the text of a script, said by one that is evaluated, and written into a new one; all three
 * go through here.
 */
internal object HeaderWords {
    /** Words that are called with texts. */
    val lists: Set<String> = setOf("downRevisions", "branchLabels", "dependsOn")

    /** Words that are set to one text. */
    private val texts = setOf("revision", "downRevision", "message")

    /** Words that may be set to null, which is to say nothing. */
    val nullable: Set<String> = setOf("downRevision")

    /** What the words name whose values must be legal ids. */
    val ids: Map<String, String> =
        mapOf(
            "revision" to "revision id",
            "downRevision" to "downRevision",
            "downRevisions" to "downRevision",
            "branchLabels" to "branch label",
        )

    val all: Set<String> = lists + texts

    fun revision(said: Map<String, List<String>>, path: String?): Revision =
        Revision(
            said["revision"]?.firstOrNull().orEmpty(),
            said["downRevisions"] ?: said["downRevision"].orEmpty(),
            said["dependsOn"].orEmpty(),
            said["branchLabels"].orEmpty(),
            said["message"]?.firstOrNull().orEmpty(),
            path,
        )

    /** What a script says to be [revision], in the order of its lines. */
    fun of(revision: Revision): Map<String, List<String>> {
        val parents = if (revision.parents().size > 1) "downRevisions" else "downRevision"
        return linkedMapOf(
                "revision" to listOf(revision.id()),
                parents to revision.parents(),
                "message" to listOf(revision.message()).filter { it.isNotEmpty() },
                "branchLabels" to revision.branchLabels(),
                "dependsOn" to revision.dependsOn(),
            )
            .filterValues { it.isNotEmpty() }
    }
}
