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
        "Apply the pending revisions up to the targets.",
        listOf(
            "migrate upgrade" to "every revision, up to the only head",
            "migrate upgrade heads" to "every branch",
            "migrate upgrade +1" to "only the next revision",
            "migrate upgrade cd0e" to "up to the revision whose id begins with cd0e",
            "migrate upgrade --plan" to "show the operations without running them",
            "migrate upgrade --plan -v" to "show every SQL statement without running it",
            "migrate upgrade --dry-run" to "run the operations, then roll them back",
            "migrate upgrade --include-late" to
                "also apply revisions that were put beneath applied ones",
            "migrate upgrade --sql > up.sql" to
                "SQL for the database's own client, from an empty database",
            "migrate upgrade cd0e:head --sql" to "the same for a database that is at cd0e",
        ),
    ) {
    private val targets by
        argument("target", help = "Target: +1, heads, an id, LABEL@head … Default: head.")
            .target()
            .multiple()
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
    private val includeLate by
        option(
                "--include-late",
                help =
                    "First apply revisions that were put beneath applied ones, if the operations commute.",
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
        val wanted = targets.toTypedArray()
        if (sql.sql) {
            val online =
                mapOf("--plan" to plan, "--dry-run" to dryRun, "--include-late" to includeLate)
            return sql.output(session, run.waiting + online).print(targets) { upgrade(it) }
        }
        sql.refuseUnused()
        val migrator = if (includeLate) session.migrator.includingLate() else session.migrator
        if (plan) {
            Conflict.refuse("--plan", run.given + ("--dry-run" to dryRun))
            return RunOutput(session).planned(migrator, migrator.planUpgrade(*wanted))
        }
        if (dryRun) {
            return RunOutput(session).tried(migrator.dryRunUpgrade(*wanted))
        }
        return RunOutput(session).done(migrator.upgrade(*wanted))
    }
}
