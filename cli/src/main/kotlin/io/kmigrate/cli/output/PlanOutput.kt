package io.kmigrate.cli.output

import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Plan
import io.kmigrate.plan.Step

/** What a run would do, without doing it. */
internal class PlanOutput(private val plan: Plan) {
    fun json(): Map<String, Any?> = mapOf("steps" to plan.steps().map(::step))

    private fun step(step: Step): Map<String, Any?> =
        linkedMapOf(
            "revision" to step.revision().id(),
            "direction" to step.direction().name.lowercase(),
            "message" to step.revision().message(),
            "operations" to
                step.operations().map { operation ->
                    val description = OperationDescription.of(operation.operation())
                    linkedMapOf<String, Any?>("op" to description.op()) + description.arguments()
                },
        )

    fun text(paint: Paint): String {
        val lines = ArrayList<String>()
        for (step in plan.steps()) {
            val head =
                "${step.direction().arrow} ${paint.name(step.revision().id())}  ${step.revision().message()}"
            lines += head.trimEnd()
            if (step.operations().isEmpty()) {
                lines += paint.faint("    nothing")
            }
            step.operations().mapTo(lines) {
                "    " + OperationDescription.of(it.operation()).headline()
            }
        }
        return lines.joinToString("\n")
    }
}

/** How a direction is drawn. */
internal val Direction.arrow: String
    get() =
        when (this) {
            Direction.UP -> "↑"
            Direction.DOWN -> "↓"
        }
