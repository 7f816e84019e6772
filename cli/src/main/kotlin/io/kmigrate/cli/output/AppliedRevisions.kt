package io.kmigrate.cli.output

import io.kmigrate.history.LogEntry
import io.kmigrate.plan.Status
import io.kmigrate.revision.Revision

/**
 * When revisions were applied to a database, and by whom.
 *
 * @param log newest first
 */
internal class AppliedRevisions(private val status: Status, log: List<LogEntry>) {
    private val applied = status.applied().oldestFirst().map { it.id() }.toSet()
    private val entries =
        log.filter { it.outcome() == "done" && it.direction() != "down" }
            .groupBy { it.revision() }
            .mapValues { it.value.first() }

    fun contains(revision: Revision): Boolean = revision.id() in applied

    /** Null where it is not applied, or where the history does not know. */
    fun entry(revision: Revision): LogEntry? =
        if (contains(revision)) entries[revision.id()] else null
}
