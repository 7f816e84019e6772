package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome

internal class CheckCommand :
    Command(
        "check",
        "Look for what should not be merged: exits with 3 when it finds something.",
        listOf(
            "migrate check" to "a model that no script follows; needs no database",
            "migrate check --against database" to "a model that the database does not follow",
            "migrate check --heads" to "two branches that nobody joined; needs no database",
        ),
    ) {
    private val heads by
        option("--heads", help = "Exit with 3 when there is more than one head.").flag()
    private val against by againstOption(Against.HISTORY)

    private fun target() = Against(against ?: Against.HISTORY)

    override fun settings(): Map<String, Setting> = target().settings()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        if (heads) {
            Conflict.refuse("--heads", mapOf("--against" to (against != null)))
            return heads(session)
        }
        val outcome = ComparisonOutput(session, target()).print()
        if (outcome != Outcome.DONE) {
            session.output.note(
                "The ${target().what} does not follow the model: run `migrate revision --autogenerate -m \"…\"`."
            )
        }
        return outcome
    }

    private fun heads(session: Session): Outcome {
        val found = session.migrator.graph().heads().newestFirst()
        session.output.data({ mapOf("heads" to session.revisionJson(null).list(found)) }) {
            session.revisionText(null).list(found)
        }
        if (found.size <= 1) {
            return Outcome.DONE
        }
        session.output.note(
            "${found.size} heads: join them with `migrate merge heads -m \"…\"`, or move one onto the other."
        )
        return Outcome.DIFFERENT
    }
}
