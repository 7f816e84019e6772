package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kmigrate.run.Diagnosis
import io.kmigrate.run.Diagnosis.Check
import io.kmigrate.run.Diagnosis.Health

/** What was looked at, a line each, and what helps beneath. */
internal class DoctorOutput(private val diagnosis: Diagnosis) {
    fun json(): Map<String, Any?> =
        mapOf(
            "ready" to diagnosis.isReady,
            "checks" to
                diagnosis.checks().map {
                    linkedMapOf(
                        "subject" to it.subject(),
                        "health" to it.health().name.lowercase(),
                        "found" to it.found(),
                        "fix" to it.fix()?.command(),
                    )
                },
        )

    fun text(paint: Paint): String {
        val width = diagnosis.checks().maxOf { it.subject().length }
        return diagnosis.checks().joinToString("\n") { check ->
            val found =
                "${health(check, paint)}  ${check.subject().padEnd(width)}  ${VisibleText.line(check.found())}"
            val fix =
                check.fix()?.let { "\n${" ".repeat(HEALTH + width + 2 * GAP)}fix  ${it.command()}" }
            found + fix.orEmpty()
        }
    }

    private fun health(check: Check, paint: Paint): String =
        when (check.health()) {
            Health.GOOD -> paint.good("ok".padEnd(HEALTH))
            Health.WARNING -> paint.warning("warning".padEnd(HEALTH))
            Health.FAILED -> paint.bad("failed".padEnd(HEALTH))
        }

    private companion object {
        const val HEALTH = 7
        const val GAP = 2
    }
}
