package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.failure.Outcome

internal class CheckCommand :
    Command(
        "check",
        "Look for what should not be merged: exits with 3 when it finds something.",
        listOf("migrate check --heads" to "two branches that nobody joined; needs no database"),
    ) {
    private val heads by
        option("--heads", help = "Exit with 3 when there is more than one head.").flag()

    override fun execute(session: Session): Outcome {
        if (!heads) {
            throw Conflict.usage(
                "check must be told what to look for",
                "run `migrate check --heads`",
            )
        }
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
