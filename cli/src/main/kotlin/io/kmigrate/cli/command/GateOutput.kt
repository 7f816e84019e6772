package io.kmigrate.cli.command

import io.kmigrate.cli.message.BackfillMessages
import io.kmigrate.execution.BackfillGate
import io.kmigrate.failure.Outcome
import io.kmigrate.failure.VisibleText

/** The pending revisions that wait for a backfill. */
internal class GateOutput(private val session: Session) {
    private val output = session.output

    /** 3 where an upgrade would stop. */
    fun print(): Outcome {
        val migrator = session.migrator
        val gates = migrator.backfills().gates(migrator.planUpgrade("heads"))
        output.data({ mapOf("waiting" to gates.map(::json)) }) {
            if (gates.isEmpty()) {
                if (output.mode.quiet) "" else BackfillMessages.nothingWaits()
            } else {
                gates.joinToString("\n") { VisibleText.line(it.problem().message()) }
            }
        }
        gates.firstOrNull()?.problem()?.fix?.let { output.note("fix: ${it.command()}") }
        return if (gates.isEmpty()) Outcome.DONE else Outcome.DIFFERENT
    }

    private fun json(gate: BackfillGate): Map<String, Any?> =
        linkedMapOf(
            "revision" to gate.step().revision().id(),
            "backfill" to gate.backfill(),
            "registeredBy" to gate.registeredBy()?.revision()?.id(),
            "reason" to gate.problem().message(),
        )
}
