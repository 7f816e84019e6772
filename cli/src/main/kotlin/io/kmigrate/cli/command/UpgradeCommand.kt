package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome

internal class UpgradeCommand :
    Command(
        "upgrade",
        "Apply what is missing on the way to the targets.",
        listOf(
            "migrate upgrade" to "everything, up to the one head",
            "migrate upgrade heads" to "every branch",
            "migrate upgrade +1" to "the next revision only",
            "migrate upgrade cd0e" to "up to the revision that begins so",
            "migrate upgrade --plan" to "what it would do, without doing it",
            "migrate upgrade --dry-run" to "run it, and roll it back",
            "migrate upgrade --sql > up.sql" to "SQL for the database's own client, from nothing",
            "migrate upgrade cd0e:head --sql" to "the same for a database that is at cd0e",
        ),
    ) {
    private val targets by
        argument("target", help = "head when none is given; +1, heads, an id, LABEL@head …")
            .target()
            .multiple()
    private val plan by
        option("--plan", help = "Show the operations that would run, and run nothing.").flag()
    private val dryRun by
        option(
                "--dry-run",
                help =
                    "Run everything in one transaction and roll it back, where the database can.",
            )
            .flag()
    private val sql by SqlOptions()
    private val run by RunOptions()

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun settings(): Map<String, Setting> = run.settings()

    override val takesSeveralDatabases: Boolean
        get() = !sql.sql

    override fun execute(session: Session): Outcome {
        val wanted = targets.toTypedArray()
        if (sql.sql) {
            return sql.output(session, run.waiting + ("--plan" to plan) + ("--dry-run" to dryRun))
                .print(targets) {
                    upgrade(it)
                }
        }
        sql.refuseUnused()
        if (plan) {
            Conflict.refuse("--plan", run.given + ("--dry-run" to dryRun))
            return RunOutput(session).planned(session.migrator.planUpgrade(*wanted))
        }
        if (dryRun) {
            return RunOutput(session).rehearsed(session.migrator.dryRunUpgrade(*wanted))
        }
        return RunOutput(session).done(session.migrator.upgrade(*wanted))
    }
}
