package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.default
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome

internal class DowngradeCommand :
    Command(
        "downgrade",
        "Revert every revision above the target.",
        listOf(
            "migrate downgrade" to "the last revision, like -1",
            "migrate downgrade -2" to "the last two revisions",
            "migrate downgrade 8f2a" to "every revision above 8f2a, which stays applied",
            "migrate downgrade billing@-1" to "the last revision of a branch",
            "migrate downgrade base --plan" to "show the operations that revert everything",
            "migrate downgrade head:cd0e --sql" to
                "SQL for the database's own client, from head to cd0e",
        ),
    ) {
    private val target by
        argument("target", help = "Target: base, an id, LABEL@-1 … Default: -1.")
            .target()
            .default("-1")
    private val plan by
        option(
                "--plan",
                help = "Show the operations without running them; with -v, every SQL statement.",
            )
            .flag()
    private val dryRun by
        option(
                "--dry-run",
                help = "Run everything in one transaction and roll it back, if the database can.",
            )
            .flag()
    private val sql by SqlOptions()
    private val online by OnlineOptions()
    private val run by RunOptions()

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun settings(): Map<String, Setting> = run.settings() + online.settings()

    override val takesSeveralDatabases: Boolean
        get() = !sql.sql

    override fun execute(session: Session): Outcome {
        if (sql.sql) {
            return sql.output(session, run.waiting + ("--plan" to plan) + ("--dry-run" to dryRun))
                .print {
                    downgrade(target)
                }
        }
        sql.refuseUnused()
        if (plan) {
            Conflict.refuse("--plan", run.given + ("--dry-run" to dryRun))
            return RunOutput(session)
                .planned(session.migrator, session.migrator.planDowngrade(target))
        }
        if (dryRun) {
            return RunOutput(session).tried(session.migrator.dryRunDowngrade(target))
        }
        return RunOutput(session).done(session.migrator.downgrade(target))
    }
}
