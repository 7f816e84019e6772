package io.kmigrate.cli.command

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.Output
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome

/**
 * A command on several databases, one after the other.
 *
 * @property keepsGoing whether those after one that fails are tried, too
 */
internal class SeveralDatabases(private val output: Output, private val keepsGoing: Boolean) {
    /** How it ended for one; without an outcome it was not tried. */
    private class Result(
        val name: String,
        val outcome: Outcome? = null,
        val answer: Any? = null,
        val failure: MigrationException? = null,
    )

    /** The first failure's outcome; without one the first that is not [Outcome.DONE]. */
    fun run(names: List<String>, work: (String) -> Outcome): Outcome {
        val results = mutableListOf<Result>()
        for (name in names) {
            val stops = !keepsGoing && results.any { it.failure != null }
            results += if (stops) Result(name) else result(name, results.isEmpty(), work)
        }
        if (output.mode.json) {
            output.json(document(results))
        } else {
            summary(results)?.let(output::tell)
        }
        return results.firstNotNullOfOrNull { it.failure }?.outcome()
            ?: results.firstNotNullOfOrNull { it.outcome.takeIf { end -> end != Outcome.DONE } }
            ?: Outcome.DONE
    }

    private fun result(name: String, isFirst: Boolean, work: (String) -> Outcome): Result {
        if (!output.mode.json) {
            output.head(if (isFirst) "[$name]" else "\n[$name]")
        }
        var answer: Any? = null
        return try {
            val outcome = output.collecting({ answer = it }) { work(name) }
            Result(name, outcome, answer)
        } catch (failure: MigrationException) {
            if (!output.mode.json) output.fail(failure)
            Result(name, failure.outcome(), answer, failure)
        }
    }

    private fun document(results: List<Result>): Map<String, Any?> = buildMap {
        results.firstNotNullOfOrNull { it.failure }?.let { putAll(output.failureJson(it)) }
        put("databases", results.map(::one))
    }

    private fun one(result: Result): Map<String, Any?> = buildMap {
        put("name", result.name)
        put("exitCode", result.outcome?.exitCode())
        result.answer?.let { put("result", it) }
        result.failure?.let { putAll(output.failureJson(it)) }
    }

    /** The failed ones, for users who see only standard error; null when all went well. */
    private fun summary(results: List<Result>): String? {
        val failed = results.filter { it.failure != null }
        if (failed.isEmpty()) {
            return null
        }
        val untried = results.filter { it.outcome == null }
        return RunMessages.databasesFailed(
            results.size - failed.size - untried.size,
            results.size,
            failed.map { it.name to "${it.failure?.code()}" },
            untried.map { it.name },
        )
    }
}
