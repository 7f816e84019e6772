package io.kmigrate.cli.command

import io.kmigrate.cli.output.StatusOutput
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.revision.Revision

internal class StatusCommand :
    Command(
        "status",
        "Show the current and the pending revisions of the database.",
        listOf(
            "migrate status" to "database, current and pending revisions",
            "migrate -n reporting status" to "the same for [databases.reporting]",
        ),
    ) {
    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val found = session.status()
        val edited = if (found.history().isEmpty) emptyList() else edited(session)
        val status = StatusOutput(found, edited)
        val database = session.databaseUrl().toString()
        session.output.data({
            mapOf("database" to database) +
                status.json() +
                status.editedJson() +
                status.unfinishedJson() +
                status.lateJson()
        }) {
            status.text(database, session.output.paint)
        }
        return Outcome.DONE
    }

    /**
     * An edited script that does not compile is a matter of its own: the rest is known all the
     * same.
     */
    private fun edited(session: Session): List<Revision> =
        try {
            session.migrator.edited()
        } catch (failure: MigrationException) {
            failure.problems().forEach(session.output::warn)
            emptyList()
        }
}
