package io.kmigrate.cli.output

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.execution.StepPreview
import io.kmigrate.failure.VisibleText
import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Plan
import io.kmigrate.plan.Step
import io.kmigrate.revision.ScriptOperation

/**
 * What a run would do, without doing it.
 *
 * @property previews the statements of each step; null where only the operations are wanted
 */
internal class PlanOutput(private val plan: Plan, private val previews: List<StepPreview>?) {
    fun json(): Map<String, Any?> =
        mapOf(
            "steps" to plan.steps().mapIndexed { place, step -> step(step, previews?.get(place)) }
        )

    private fun step(step: Step, preview: StepPreview?): Map<String, Any?> =
        linkedMapOf(
            "revision" to step.revision().id(),
            "direction" to step.direction().name.lowercase(),
            "message" to step.revision().message(),
            "operations" to step.operations().map(::operation),
        ) + if (preview == null) emptyMap() else mapOf("parts" to preview.parts().map(::part))

    private fun operation(operation: ScriptOperation): Map<String, Any?> {
        val description = OperationDescription.of(operation.operation())
        return linkedMapOf<String, Any?>("op" to description.op()) + description.arguments()
    }

    private fun part(part: StepPreview.Part): Map<String, Any?> =
        linkedMapOf(
            "operations" to part.operations().map { headline(it) },
            "sql" to part.statements(),
            "commit" to part.commit().name.lowercase().replace('_', '-'),
            "unknown" to part.unknown(),
        )

    fun text(paint: Paint): String {
        val lines = ArrayList<String>()
        plan.steps().forEachIndexed { place, step ->
            val head =
                "${step.direction().arrow} ${paint.name(step.revision().id())}  ${VisibleText.line(step.revision().message())}"
            lines += head.trimEnd()
            if (step.operations().isEmpty()) {
                lines += paint.faint("    nothing")
            }
            if (previews == null) {
                step.operations().flatMapTo(lines) { words(it) }
            } else {
                previews[place].parts().flatMapTo(lines) { part(it, paint) }
            }
        }
        return lines.joinToString("\n")
    }

    private fun words(operation: ScriptOperation): List<String> =
        OperationWords(operation.operation()).lines().map { "    $it" }

    private fun headline(operation: ScriptOperation): String =
        OperationDescription.of(operation.operation()).headline()

    private fun part(part: StepPreview.Part, paint: Paint): List<String> {
        val note =
            when (part.commit()) {
                StepPreview.Commit.WITH_REVISION -> ""
                StepPreview.Commit.BY_ITSELF -> "  (${RunMessages.commitsByItself()})"
                StepPreview.Commit.OUTSIDE_TRANSACTION -> "  (${RunMessages.outsideTransaction()})"
            }
        val sql =
            part.statements().flatMap { "${it.trimEnd().removeSuffix(";")};".lines() } +
                listOfNotNull(part.unknown()?.let { "-- ${RunMessages.knownLater(it)}" })
        return part.operations().map { "    ${headline(it)}${paint.faint(note)}" } +
            sql.map { "        $it".trimEnd() }
    }
}

/** How a direction is drawn. */
internal val Direction.arrow: String
    get() =
        when (this) {
            Direction.UP -> "↑"
            Direction.DOWN -> "↓"
        }
