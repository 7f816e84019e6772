package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.provideDelegate
import io.kmigrate.MigrationReport
import io.kmigrate.failure.Outcome

internal class EnsureVersionCommand :
    Command(
        "ensure-version",
        "Create the version and history tables if they are missing; applies nothing.",
        listOf(
            "migrate ensure-version" to "so that later users need no right to create tables",
            "migrate ensure-version --sql" to "print the statements for a database administrator",
        ),
    ) {
    private val sql by SqlOptions()

    override val takesSeveralDatabases: Boolean
        get() = !sql.sql

    override fun execute(session: Session): Outcome {
        if (sql.sql) {
            return sql.output(session, emptyMap()).print { ensureVersion() }
        }
        sql.refuseUnused()
        session.migrator.ensureVersion()
        val report = MigrationReport(emptyList(), session.migrator.history().rows())
        return RunOutput(session).ensured(report)
    }
}
