package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.ProblemJson
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome

internal class ValidateCommand :
    Command(
        "validate",
        "Compile and replay all scripts to find errors; needs no database.",
        listOf(
            "migrate validate" to "show every problem with its script line",
            "migrate validate --dialect mysql" to "also show operations that MySQL cannot do",
        ),
    ) {
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME",
            help =
                "Also check the limits of this kind of database. Default: that of the URL, if there is one.",
        )

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val wanted = wanted(session)
        val validation = wanted?.let(session.migrator::validate) ?: session.migrator.validate()
        validation.warnings().forEach(session.output::warn)
        if (validation.problems().isNotEmpty()) {
            throw MigrationException(validation.problems(), null)
        }
        val database = wanted?.name()
        session.output.data({
            mapOf(
                "revisions" to validation.revisions(),
                "dialect" to database,
                "warnings" to validation.warnings().map(ProblemJson::one),
            )
        }) {
            RunMessages.valid(validation.revisions(), database)
        }
        return Outcome.DONE
    }

    private fun wanted(session: Session): Dialect? =
        dialect?.let(Dialects::named)
            ?: session.databaseUrl()?.let { Dialects.forUrl(it.jdbcUrl()) }
}
