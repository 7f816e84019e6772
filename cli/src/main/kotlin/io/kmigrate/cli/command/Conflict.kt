package io.kmigrate.cli.command

import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.failure.MigrationException

/** Options that exclude each other: one that cannot be honoured is refused, never ignored. */
internal object Conflict {
    /**
     * @param others options, and whether each was given
     * @throws MigrationException naming those that were
     */
    fun refuse(option: String, others: Map<String, Boolean>) {
        val given = others.filterValues { it }.keys
        if (given.isNotEmpty()) {
            throw MigrationException(given.map { UsageMessages.excluded(it, option) }, null)
        }
    }
}
