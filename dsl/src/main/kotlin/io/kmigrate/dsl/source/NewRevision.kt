package io.kmigrate.dsl.source

import io.kmigrate.graph.RevisionGraph
import io.kmigrate.plan.Placement
import io.kmigrate.revision.Revision

/**
 * What a script to be written should say.
 *
 * @property id null for a random one
 * @property folder the script folder to write to; null for the parents' or the only one
 * @property content what it does; null for a script to fill in
 */
public class NewRevision(
    public val message: String,
    public val placement: Placement,
    public val id: String?,
    public val branchLabels: List<String>,
    public val folder: String?,
    public val content: ScriptContent? = null,
)

/**
 * A script that was written.
 *
 * @property graph all revisions, with the new one
 */
public class WrittenRevision(public val revision: Revision, public val graph: RevisionGraph)
