package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.output.ProblemJson
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.failure.Problem

internal class ValidateCommand :
    Command(
        "validate",
        "Compile all scripts and replay them, to find wrong names and broken graphs without a database.",
        listOf(
            "migrate validate" to "every problem at its script line",
            "migrate validate --dialect mysql" to "and what MySQL cannot do",
        ),
    ) {
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME",
            help =
                "A kind of database whose limits count too. Default: that of the URL, if there is one.",
        )

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val wanted = wanted(session)
        val validation = wanted?.let(session.migrator::validate) ?: session.migrator.validate()
        validation.warnings().forEach(session.output::warn)
        if (validation.problems().isNotEmpty()) {
            throw InvalidScripts(validation.problems())
        }
        val database = wanted?.name()
        session.output.data({
            mapOf(
                "revisions" to validation.revisions(),
                "dialect" to database,
                "warnings" to validation.warnings().map(ProblemJson::one),
            )
        }) {
            val count = validation.revisions()
            (if (count == 1) "1 revision is valid" else "$count revisions are valid") +
                (database?.let { " for $it." } ?: ".")
        }
        return Outcome.DONE
    }

    private fun wanted(session: Session): Dialect? =
        dialect?.let(Dialects::named)
            ?: session.databaseUrl()?.let { Dialects.forUrl(it.jdbcUrl()) }
}

private class InvalidScripts(problems: List<Problem>) : MigrationException(problems, null)
