package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.ProblemJson
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import java.time.Duration

internal class ValidateCommand :
    Command(
        "validate",
        "Compile and replay all scripts to find errors; needs no database.",
        listOf(
            "migrate validate" to
                "show every problem with its script line, and applied scripts that changed",
            "migrate validate --dialect mysql" to
                "show operations that MySQL cannot do; asks no database",
        ),
    ) {
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME",
            help =
                "Check the limits of this kind of database, and ask none. Default: that of the URL, if there is one.",
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
        if (dialect == null && wanted != null) {
            askDatabase(session)
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

    /**
     * Scripts are checked without a database, too; one that does not answer is no failure of
     * theirs.
     */
    private fun askDatabase(session: Session) {
        try {
            val isAnswered = Patience.within(LIMIT) { session.migrator.requireUnchanged() }
            if (!isAnswered) {
                session.output.note(
                    RunMessages.databaseNotAsked(RunMessages.noAnswer(LIMIT.seconds))
                )
            }
        } catch (failure: MigrationException) {
            if (failure.outcome() == Outcome.EDITED) {
                throw failure
            }
            session.output.note(RunMessages.databaseNotAsked("${failure.message}".lines().first()))
        }
    }

    private fun wanted(session: Session): Dialect? =
        dialect?.let(Dialects::named)
            ?: session.databaseUrl()?.let { Dialects.forUrl(it.jdbcUrl()) }

    private companion object {
        /** That of a login. */
        val LIMIT: Duration = Duration.ofSeconds(30)
    }
}
