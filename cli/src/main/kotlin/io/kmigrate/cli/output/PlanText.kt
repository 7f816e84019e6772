package io.kmigrate.cli.output

import io.kmigrate.cli.message.BackfillMessages
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.terminal.Wrapping
import io.kmigrate.cli.terminal.columns
import io.kmigrate.execution.BackfillGate
import io.kmigrate.execution.OnlineChoice
import io.kmigrate.execution.StepPreview
import io.kmigrate.failure.VisibleText
import io.kmigrate.plan.Plan
import io.kmigrate.plan.Step
import io.kmigrate.revision.ScriptOperation

/**
 * A plan for people.
 *
 * @param gates the steps that wait for a backfill
 * @param expected about how many rows an operation goes through
 * @param columns to wrap it to; null for lines as they come
 */
internal class PlanText(
    private val paint: Paint,
    private val columns: Int?,
    private val gates: List<BackfillGate> = emptyList(),
    private val expected: (ScriptOperation) -> Long? = { null },
) {
    private val wrapping = columns?.let(::Wrapping)

    /**
     * @param previews how each step would run
     * @param withStatements otherwise only the operations are wanted, and which of them run in
     *   parts
     */
    fun of(plan: Plan, previews: List<StepPreview>, withStatements: Boolean): String {
        val lines = ArrayList<String>()
        plan.steps().forEachIndexed { place, step ->
            lines += head(step)
            lines += waits(step)
            if (step.operations().isEmpty()) {
                lines +=
                    paint.faint(
                        "    " +
                            if (step.isLeftOut)
                                RunMessages.otherEnvironment(step.options().onlyIn().toList())
                            else "nothing"
                    )
            }
            if (withStatements) {
                previews[place].parts().flatMapTo(lines) { part(it) }
            } else {
                previews[place].parts().flatMapTo(lines) { part ->
                    part.operations().flatMap { words(it) + notes(it) } +
                        part.online()?.takeIf { it.inParts() }?.let(::choice).orEmpty()
                }
            }
        }
        val shown = if (withStatements) previews.flatMap { it.parts() } else listOf()
        val commits = shown.map { it.commit() }.toSet()
        return (lines + legend(commits)).joinToString("\n")
    }

    private fun head(step: Step): String {
        val before = "${step.direction().arrow} ${paint.name(step.revision().id())}  "
        val width = before.columns
        return (before + wrapped(VisibleText.line(step.revision().message()), width, width))
            .trimEnd()
    }

    /** Why the upgrade stops before it. */
    private fun waits(step: Step): List<String> =
        gates
            .filter { it.step() == step }
            .map {
                val text = BackfillMessages.stopsHere(it.problem().message())
                " ".repeat(INDENT) + paint.warning(wrapped(text, INDENT, INDENT + HANGING))
            }

    private fun words(operation: ScriptOperation): List<String> =
        OperationWords(operation.operation()).lines().map { line ->
            val before = " ".repeat(INDENT + line.indent) + line.lead
            val width = before.columns
            before + wrapped(line.text, width, if (line.lead.isEmpty()) width + HANGING else width)
        }

    private fun notes(operation: ScriptOperation) =
        rows(operation) + condition(operation) + reason(operation)

    private fun rows(operation: ScriptOperation): List<String> =
        expected(operation)
            ?.let { listOf(" ".repeat(SQL_INDENT) + paint.faint(BackfillMessages.about(it))) }
            .orEmpty()

    /** What decides whether it runs. */
    private fun condition(operation: ScriptOperation): List<String> {
        val text = operation.guard()?.text()?.let(VisibleText::line) ?: return emptyList()
        return listOf(" ".repeat(SQL_INDENT) + wrapped(text, SQL_INDENT, SQL_INDENT))
    }

    /** Why it runs although it is not safe. */
    private fun reason(operation: ScriptOperation): List<String> {
        val reason = operation.unsafe()?.let(VisibleText::line) ?: return emptyList()
        val before = " ".repeat(SQL_INDENT)
        return listOf(before + paint.warning(wrapped("unsafe: $reason", SQL_INDENT, SQL_INDENT)))
    }

    private fun part(part: StepPreview.Part): List<String> {
        val note = note(part.commit())?.let { "  ($it)" }.orEmpty()
        val sql =
            part.statements().flatMap { "${it.trimEnd().removeSuffix(";")};".lines() } +
                part.unknown()?.let(::unknown).orEmpty()
        return part.operations().flatMap { listOf(headline(it, note)) + notes(it) } +
            part.online()?.let(::choice).orEmpty() +
            sql.map { (" ".repeat(SQL_INDENT) + it).trimEnd() }
                .map { wrapping?.wrapSql(it, HANGING) ?: it }
    }

    /** Which form an operation has, and why. */
    private fun choice(online: OnlineChoice): List<String> {
        val indent = INDENT + HANGING
        val text =
            if (online.inParts()) RunMessages.inParts(online.reason())
            else RunMessages.plainForm(online.reason())
        return wrapped(text, indent, indent).lines().mapIndexed { place, line ->
            paint.faint(if (place == 0) " ".repeat(indent) + line else line)
        }
    }

    /** A note that does not fit is in a line of its own. */
    private fun headline(operation: ScriptOperation, note: String): String {
        val text = headline(operation)
        val fits = columns == null || INDENT + text.columns + note.columns <= columns
        val between = if (fits) "" else "\n" + " ".repeat(INDENT + HANGING - 2)
        val shown = wrapped(text, INDENT, INDENT + HANGING) + if (note.isEmpty()) "" else between
        return " ".repeat(INDENT) + shown + paint.faint(note)
    }

    /** Every line of it is a comment, as the lines above it are SQL. */
    private fun unknown(reason: String): List<String> {
        val text = RunMessages.knownLater(reason)
        val room = columns?.let { Wrapping(it - SQL_INDENT - COMMENT.length) }
        return (room?.wrap(text, 0, 0) ?: text).lines().map { COMMENT + it }
    }

    private fun note(commit: StepPreview.Commit): String? =
        when (commit) {
            StepPreview.Commit.WITH_REVISION -> null
            StepPreview.Commit.BY_ITSELF -> RunMessages.committedAtOnce()
            StepPreview.Commit.OUTSIDE_TRANSACTION -> RunMessages.outsideTransaction()
            StepPreview.Commit.IN_PARTS -> RunMessages.committedInParts()
        }

    private fun legend(commits: Set<StepPreview.Commit>): List<String> {
        val notes = StepPreview.Commit.entries.filter { it in commits }.mapNotNull(::note)
        if (notes.isEmpty()) return emptyList()
        return listOf("", wrapped(RunMessages.staysDone(notes), 0, 0))
    }

    private fun wrapped(text: String, before: Int, indent: Int): String =
        wrapping?.wrap(text, before, indent) ?: text

    private companion object {
        const val INDENT = 4
        const val HANGING = 4
        const val SQL_INDENT = 8
        const val COMMENT = "-- "
    }
}
