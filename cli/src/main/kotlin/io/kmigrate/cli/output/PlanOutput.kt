package io.kmigrate.cli.output

import io.kmigrate.execution.StepPreview
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Plan
import io.kmigrate.plan.Step
import io.kmigrate.revision.ScriptOperation
import kotlin.jvm.optionals.getOrNull

/**
 * What a run would do, without doing it.
 *
 * @property rows about how many each backfill has
 * @property previews the statements of each step; null where only the operations are wanted
 */
internal class PlanOutput(
    private val plan: Plan,
    private val previews: List<StepPreview>?,
    private val rows: Map<Backfill, Long> = emptyMap(),
) {
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
        return linkedMapOf<String, Any?>("op" to description.op()) +
            description.arguments() +
            expected(operation)?.let { mapOf("expected" to it) }.orEmpty() +
            operation.unsafe()?.let { mapOf("unsafe" to it) }.orEmpty()
    }

    private fun expected(operation: ScriptOperation): Long? =
        operation.operation().inBatches().getOrNull()?.let(rows::get)

    private fun part(part: StepPreview.Part): Map<String, Any?> =
        linkedMapOf(
            "operations" to part.operations().map { headline(it) },
            "sql" to part.statements(),
            "commit" to part.commit().name.lowercase().replace('_', '-'),
            "unknown" to part.unknown(),
        )

    /** @param columns to wrap it to; null for lines as they come */
    fun text(paint: Paint, columns: Int?): String =
        PlanText(paint, columns, ::expected).of(plan, previews)
}

internal fun headline(operation: ScriptOperation): String =
    OperationDescription.of(operation.operation()).headline()

/** How a direction is drawn. */
internal val Direction.arrow: String
    get() =
        when (this) {
            Direction.UP -> "↑"
            Direction.DOWN -> "↓"
        }
