package io.kmigrate.cli.command

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.StatusOutput
import io.kmigrate.execution.BackfillGate
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.importer.ImportMap
import io.kmigrate.run.DatabaseReport

internal class StatusCommand :
    Command(
        "status",
        "Show what the database has: current, newest, edited and pending revisions.",
        listOf(
            "migrate status" to "all that is known of the database",
            "migrate -n reporting status" to "the same for [databases.reporting]",
        ),
    ) {
    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val report = session.migrator.report(LOOKED_AT)
        val status = StatusOutput(report, gates(session, report))
        val database = session.databaseUrl().toString()
        session.output.data({
            mapOf("database" to database) + status.json()
        }) {
            status.text(database, session.output.paint)
        }
        if (report.otherTables().isNotEmpty()) {
            session.output.note(existing(session, report))
        }
        return Outcome.DONE
    }

    private fun existing(session: Session, report: DatabaseReport): String {
        val tool = ImportMap.beside(session.source()).tool()
        return if (tool.isEmpty())
            RunMessages.existingDatabase(
                report.otherTables().size,
                report.status().graph().size() > 0,
            )
        else RunMessages.importedDatabase(tool)
    }

    /** Scripts are compiled for this only where a backfill is open. */
    private fun gates(session: Session, report: DatabaseReport): List<BackfillGate> =
        if (report.backfills().isEmpty() || report.status().pending().isEmpty) emptyList()
        else
            try {
                session.migrator.backfills().gates(session.migrator.planUpgrade("heads"))
            } catch (_: MigrationException) {
                // What keeps an upgrade from being planned is for the upgrade to say.
                emptyList()
            }

    private companion object {
        /** Entries of the history: the newest revisions are among the last. */
        const val LOOKED_AT = 200
    }
}
