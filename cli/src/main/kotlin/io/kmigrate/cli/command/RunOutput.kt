package io.kmigrate.cli.command

import io.kmigrate.MigrationReport
import io.kmigrate.Migrator
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.PlanOutput
import io.kmigrate.cli.output.ReportJson
import io.kmigrate.failure.Outcome
import io.kmigrate.plan.Plan

/** How upgrade, downgrade and stamp end: their progress has been told already. */
internal class RunOutput(private val session: Session) {
    private val output = session.output

    /** For the database at hand; with --verbose, its statements. */
    fun planned(migrator: Migrator, plan: Plan): Outcome {
        val verbose = output.mode.verbose
        val previews = if (verbose) migrator.preview(plan) else migrator.choices(plan)
        val backfills = migrator.backfills()
        val text =
            PlanOutput(
                plan,
                previews,
                verbose,
                backfills.estimates(plan),
                backfills.gates(plan),
                migrator::statements,
            )
        if (plan.isEmpty) {
            output.note(RunMessages.nothingToDo())
        }
        output.data(text::json) { text.text(output.paint, output.columns) }
        return Outcome.DONE
    }

    fun done(report: MigrationReport): Outcome {
        if (output.mode.json) {
            output.data({ ReportJson.of(report) }, { "" })
        } else {
            val place = place(report.revisions())
            output.say(
                if (report.isEmpty) RunMessages.nothingToDo(place) else RunMessages.done(place)
            )
        }
        return Outcome.DONE
    }

    fun tried(report: MigrationReport): Outcome {
        if (output.mode.json) {
            output.data({ mapOf("dryRun" to true) + ReportJson.of(report) }, { "" })
        } else {
            val place = place(report.revisions())
            output.say(
                if (report.isEmpty) RunMessages.nothingToTry(place)
                else RunMessages.dryRunDone(place)
            )
        }
        return Outcome.DONE
    }

    fun stamped(report: MigrationReport): Outcome {
        output.data(
            { ReportJson.of(report) },
            {
                if (output.mode.quiet) "" else RunMessages.stamped(place(report.revisions()))
            },
        )
        return Outcome.DONE
    }

    fun ensured(report: MigrationReport): Outcome {
        output.data({ ReportJson.of(report) }) {
            if (output.mode.quiet) "" else RunMessages.versionTablesExist()
        }
        return Outcome.DONE
    }

    /**
     * As `current` says it: with the tips of branches that have no row because others depend on
     * them.
     */
    private fun place(rows: List<String>): String {
        val graph = session.migrator.graph()
        val (known, unknown) = rows.partition { graph.find(it).isPresent }
        val heads = graph.heads().ids()
        val tips = graph.branchHeads(graph.applied(known)).ids()
        val names = (tips + known).toSortedSet().map { if (it in heads) "$it (head)" else it }
        return (names + unknown).joinToString(", ").ifEmpty { "base" }
    }
}
