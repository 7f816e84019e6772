package io.kmigrate.cli.command

import io.kmigrate.MigrationReport
import io.kmigrate.cli.output.PlanOutput
import io.kmigrate.cli.output.ReportJson
import io.kmigrate.failure.Outcome
import io.kmigrate.plan.Plan

/** How upgrade, downgrade and stamp end: their progress has been told already. */
internal class RunOutput(private val session: Session) {
    private val output = session.output

    fun planned(plan: Plan): Outcome {
        val text = PlanOutput(plan)
        if (plan.isEmpty) {
            output.note("Nothing to do.")
        }
        output.data(text::json) { text.text(output.paint) }
        return Outcome.DONE
    }

    fun done(report: MigrationReport): Outcome {
        if (output.mode.json) {
            output.data({ ReportJson.of(report) }, { "" })
        } else {
            val place = "the database is at ${place(report.revisions())}"
            output.say(if (report.steps().isEmpty()) "Nothing to do: $place." else "Done: $place.")
        }
        return Outcome.DONE
    }

    fun rehearsed(report: MigrationReport): Outcome {
        if (output.mode.json) {
            output.data({ mapOf("dryRun" to true) + ReportJson.of(report) }, { "" })
        } else {
            val place = "the database is still at ${place(report.revisions())}"
            output.say(
                if (report.steps().isEmpty()) "Nothing to do: $place."
                else "Dry run, rolled back: $place."
            )
        }
        return Outcome.DONE
    }

    fun stamped(report: MigrationReport): Outcome {
        output.data(
            { ReportJson.of(report) },
            {
                if (output.mode.quiet) ""
                else "Stamped: the database is at ${place(report.revisions())}."
            },
        )
        return Outcome.DONE
    }

    fun ensured(report: MigrationReport): Outcome {
        output.data({ ReportJson.of(report) }) {
            if (output.mode.quiet) "" else "The version and history tables are there."
        }
        return Outcome.DONE
    }

    private fun place(rows: List<String>): String {
        if (rows.isEmpty()) {
            return "base"
        }
        val graph = session.migrator.graph()
        val heads = graph.effectiveHeads().ids()
        return rows.joinToString(", ") { if (it in heads) "$it (head)" else it }
    }
}
