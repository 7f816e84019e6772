package io.kmigrate.cli.command

import io.kmigrate.cli.output.StatusOutput
import io.kmigrate.failure.Outcome

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
        val status = StatusOutput(session.status())
        val database = session.databaseUrl().toString()
        session.output.data({
            mapOf("database" to database) +
                status.json() +
                status.unfinishedJson() +
                status.lateJson()
        }) {
            status.text(database, session.output.paint)
        }
        return Outcome.DONE
    }
}
