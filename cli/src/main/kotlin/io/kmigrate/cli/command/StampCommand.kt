package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome
import io.kmigrate.plan.StampMode

internal class StampCommand :
    Command(
        "stamp",
        "Set the revision of the database without running anything.",
        listOf(
            "migrate stamp head" to "for a database that already has everything",
            "migrate stamp base" to "mark every revision as not applied",
            "migrate stamp --purge cd0e" to "also remove rows whose revision no script has",
            "migrate stamp 8f2a:cd0e --sql" to "SQL for a database that is at 8f2a",
        ),
    ) {
    private val targets by
        argument("rev", help = "Revisions: head, heads, base or ids.")
            .target()
            .multiple(required = true)
    private val purge by option("--purge", help = "Empty the version table first.").flag()
    private val sql by SqlOptions()
    private val run by RunOptions()

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun settings(): Map<String, Setting> = run.settings()

    override val takesSeveralDatabases: Boolean
        get() = !sql.sql

    override fun execute(session: Session): Outcome {
        if (sql.sql) {
            return sql.output(session, run.waiting + ("--purge" to purge)).print(targets) {
                stamp(it)
            }
        }
        sql.refuseUnused()
        return RunOutput(session)
            .stamped(
                session.migrator.stamp(
                    if (purge) StampMode.PURGE else StampMode.KEEP_OTHER_BRANCHES,
                    *targets.toTypedArray(),
                )
            )
    }
}
