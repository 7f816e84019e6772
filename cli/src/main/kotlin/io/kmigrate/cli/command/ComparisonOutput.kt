package io.kmigrate.cli.command

import io.kmigrate.cli.message.ModelMessages
import io.kmigrate.cli.output.ChangesOutput
import io.kmigrate.cli.output.RepeatableStatusOutput
import io.kmigrate.compare.Comparison
import io.kmigrate.diff.RenameCandidate
import io.kmigrate.failure.Outcome
import io.kmigrate.run.RepeatableStatus

/** How check and diff answer. */
internal class ComparisonOutput(
    private val session: Session,
    private val against: Against,
    private val objects: RepeatableStatusOutput = RepeatableStatusOutput(RepeatableStatus.NONE),
) {
    /** Prints what differs; 3 when something does. */
    fun print(): Outcome {
        val comparison = against.compare(session)
        val output = session.output
        val changes = ChangesOutput(comparison)
        output.data({ changes.json() + objects.json() }) {
            if (comparison.isEmpty && objects.isEmpty && !output.mode.quiet)
                ModelMessages.agree(against.what)
            else
                (listOf(changes.text(output.paint)) + objects.lines())
                    .filter { it.isNotEmpty() }
                    .joinToString("\n")
        }
        warnNotCompared(session, comparison)
        comparison.candidates().forEach { output.note(hint(it)) }
        return if (comparison.isEmpty) Outcome.DONE else Outcome.DIFFERENT
    }

    companion object {
        fun warnNotCompared(
            session: Session,
            comparison: Comparison,
            warning: (String) -> String = ModelMessages::notCompared,
        ) {
            comparison.notCompared().forEach { session.output.warn(warning(it)) }
        }

        fun hint(candidate: RenameCandidate): String =
            ModelMessages.hint(old(candidate), option(candidate))

        fun old(candidate: RenameCandidate): String =
            candidate.from()?.let { "${candidate.table()}.$it" } ?: candidate.table().toString()

        fun option(candidate: RenameCandidate): String = "${old(candidate)}=${candidate.target()}"
    }
}
