package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.UsageMessages

/** Text instead of a run. */
internal class SqlOptions : OptionGroup() {
    val sql by
        option(
                "--sql",
                help =
                    "Print SQL for the database's own client instead of running it; needs no database and no driver.",
            )
            .flag()
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME",
            help = "With --sql: kind of database, such as postgresql. Default: that of the URL.",
        )

    /**
     * What SQL text is made with.
     *
     * @param online the options given that only a run can honour
     */
    fun output(session: Session, online: Map<String, Boolean>): SqlOutput {
        Conflict.refuse("--sql", online)
        return SqlOutput(session, dialect)
    }

    /**
     * For a run.
     *
     * @throws io.kmigrate.failure.MigrationException when an option is given that only text can
     *   honour
     */
    fun refuseUnused() {
        if (dialect != null) {
            throw UsageMessages.dialectWithoutSql().exception()
        }
    }
}
