package io.kmigrate.cli.command

import io.kmigrate.cli.UsageException
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/** Options that exclude each other: one that cannot be honoured is refused, never ignored. */
internal object Conflict {
    /**
     * @param others options, and whether each was given
     * @throws UsageException naming those that were
     */
    fun refuse(option: String, others: Map<String, Boolean>) {
        val given = others.filterValues { it }.keys
        if (given.isNotEmpty()) {
            throw UsageException(
                given.map {
                    Problem.of(ErrorCode.USAGE, "$it cannot be used with $option", "leave one out")
                }
            )
        }
    }

    fun usage(message: String, fix: String = "see `migrate COMMAND --help`"): UsageException =
        UsageException(listOf(Problem.of(ErrorCode.USAGE, message, fix)))
}
