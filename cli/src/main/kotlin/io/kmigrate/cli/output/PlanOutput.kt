package io.kmigrate.cli.output

import io.kmigrate.execution.BackfillGate
import io.kmigrate.execution.StepPreview
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Plan
import io.kmigrate.plan.Step
import io.kmigrate.repeatable.RepeatableStep
import io.kmigrate.revision.ScriptDescription
import io.kmigrate.revision.ScriptOperation
import kotlin.jvm.optionals.getOrNull

/**
 * What a run would do, without doing it.
 *
 * @property previews how each step would run
 * @property withStatements otherwise only the operations are wanted
 * @property rows about how many each backfill has
 * @property gates the steps that wait for a backfill
 * @property objectStatements what is sent for an object that follows its text
 */
internal class PlanOutput(
    private val plan: Plan,
    private val previews: List<StepPreview>,
    private val withStatements: Boolean,
    private val rows: Map<Backfill, Long> = emptyMap(),
    private val gates: List<BackfillGate> = emptyList(),
    private val objectStatements: (RepeatableStep) -> List<String> = { emptyList() },
) {
    fun json(): Map<String, Any?> =
        mapOf("steps" to plan.steps().mapIndexed { place, step -> step(step, previews[place]) }) +
            objects()

    private fun objects(): Map<String, Any?> {
        val steps = plan.repeatables().steps()
        if (steps.isEmpty()) return emptyMap()
        val shown = steps.map {
            RepeatableLines.json(it, if (withStatements) objectStatements(it) else null)
        }
        return mapOf("repeatables" to shown)
    }

    private fun step(step: Step, preview: StepPreview): Map<String, Any?> =
        linkedMapOf(
            "revision" to step.revision().id(),
            "direction" to step.direction().name.lowercase(),
            "message" to step.revision().message(),
            "operations" to preview.parts().flatMap(::operations),
        ) +
            (if (step.isLeftOut) mapOf("leftOut" to true) else emptyMap()) +
            waits(step) +
            if (withStatements) mapOf("parts" to preview.parts().map(::part)) else emptyMap()

    private fun waits(step: Step): Map<String, Any?> {
        val names = gates.filter { it.step() == step }.map { it.backfill() }
        return if (names.isEmpty()) emptyMap() else mapOf("waitsFor" to names)
    }

    private fun operations(part: StepPreview.Part): List<Map<String, Any?>> =
        part.operations().map { operation(it) + online(part) }

    private fun online(part: StepPreview.Part): Map<String, Any?> =
        part
            .online()
            ?.let { mapOf("online" to mapOf("inParts" to it.inParts(), "reason" to it.reason())) }
            .orEmpty()

    private fun operation(operation: ScriptOperation): Map<String, Any?> {
        val description = ScriptDescription.of(operation)
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
        listOf(
                lines(plan.repeatables().before(), paint),
                PlanText(paint, columns, gates, ::expected).of(plan, previews, withStatements),
                lines(plan.repeatables().after(), paint),
            )
            .filter { it.isNotEmpty() }
            .joinToString("\n")

    private fun lines(steps: List<RepeatableStep>, paint: Paint): String =
        steps
            .flatMap {
                val statements = if (withStatements) objectStatements(it) else emptyList()
                RepeatableLines.planned(it, paint, statements)
            }
            .joinToString("\n")
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
