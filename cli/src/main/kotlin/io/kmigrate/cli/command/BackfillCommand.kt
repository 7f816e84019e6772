package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.default
import com.github.ajalt.clikt.parameters.arguments.optional
import com.github.ajalt.clikt.parameters.options.convert
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import io.kmigrate.backfill.BackfillState
import io.kmigrate.backfill.BackfillStatus
import io.kmigrate.cli.message.BackfillMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.cli.output.BackfillOutput
import io.kmigrate.failure.Outcome
import io.kmigrate.operation.Limits
import io.kmigrate.run.Backfills
import io.kmigrate.run.ProcessAuthor
import java.time.Duration
import java.time.LocalTime
import java.time.ZonedDateTime
import java.time.format.DateTimeParseException
import java.time.temporal.ChronoUnit
import kotlin.jvm.optionals.getOrNull

/** What backfills are asked to do, by the word for it. */
private enum class Action(val needsName: Boolean) {
    LIST(false),
    RUN(false),
    PAUSE(true),
    RESUME(true),
    RETRY(true),
    CANCEL(true),
}

internal class BackfillCommand :
    Command(
        "backfill",
        "List the backfills of a database, run those in the background, pause or cancel them.",
        listOf(
            "migrate backfill list" to "all of them, and how they stand",
            "migrate backfill run" to "run all that wait, one after the other",
            "migrate backfill run --for 2h" to "stop after two hours; the next run continues",
            "migrate backfill run --until 06:00" to "stop at six o'clock",
            "migrate backfill pause \"given names\"" to "let it stand still, wherever it runs",
            "migrate backfill resume \"given names\"" to "let it be run again",
            "migrate backfill retry \"given names\"" to "try the rows again that failed",
            "migrate backfill cancel \"given names\"" to "give it up; rows that are done stay so",
        ),
    ) {
    private val action by
        argument("action", help = "list, run, pause, resume, retry or cancel. Default: list.")
            .choice(Action.entries.associateBy { it.name.lowercase() })
            .default(Action.LIST)
    private val name by argument("name", help = "Name of a backfill.").optional()
    private val forTime by
        option("--for", metavar = "TIME", help = "Stop after this time, such as 30min or 2h.")
            .convert { Limits.duration(it).getOrNull() ?: fail(UsageMessages.notATime(it)) }
    private val until by
        option("--until", metavar = "HH:MM", help = "Stop at this time of the day.").convert {
            try {
                LocalTime.parse(it)
            } catch (noTime: DateTimeParseException) {
                fail(UsageMessages.notATimeOfDay(it))
            }
        }

    override fun execute(session: Session): Outcome {
        refuseMisfits()
        val backfills = session.migrator.backfills()
        val found = act(backfills)
        val output = session.output
        if (found.isEmpty()) output.note(BackfillMessages.none())
        output.data({ BackfillOutput(found).json() }) { BackfillOutput(found).text(output.paint) }
        val failedAgain = action == Action.RETRY && found.any { it.skipped() > 0 }
        return if (failedAgain) Outcome.FAILED else Outcome.DONE
    }

    private fun refuseMisfits() {
        if (action != Action.RUN) {
            if (forTime != null) throw UsageMessages.needs("--for", "run").exception()
            if (until != null) throw UsageMessages.needs("--until", "run").exception()
        }
        Conflict.refuse("--for", mapOf("--until" to (forTime != null && until != null)))
        if (action.needsName && name == null) {
            throw UsageMessages.backfillWithoutName(action.name.lowercase()).exception()
        }
    }

    private fun act(backfills: Backfills): List<BackfillStatus> {
        val named = name.orEmpty()
        return when (action) {
            Action.LIST -> backfills.list().filter { name == null || it.name() == name }
            Action.RUN -> run(backfills)
            Action.PAUSE -> listOf(backfills.pause(named, me()))
            Action.RESUME -> listOf(backfills.resume(named))
            Action.RETRY -> listOf(backfills.retry(named))
            Action.CANCEL -> listOf(backfills.cancel(named, me()))
        }
    }

    /**
     * One that somebody cancels while it runs is told of; one that was cancelled long ago is not.
     */
    private fun run(backfills: Backfills): List<BackfillStatus> {
        val cancelled = backfills.list().filter(::isCancelled).toSet()
        return backfills.run(name, atMost()).filter { it.isBackground && it !in cancelled }
    }

    private fun isCancelled(status: BackfillStatus) = status.state() == BackfillState.CANCELLED

    private fun me(): String = ProcessAuthor.current().let { "${it.user()} on ${it.host()}" }

    private fun atMost(): Duration? = forTime ?: until?.let(::timeUntil)

    /** The next time that a clock on the wall shows it. */
    private fun timeUntil(time: LocalTime): Duration {
        val now = ZonedDateTime.now()
        val today = now.with(time).truncatedTo(ChronoUnit.SECONDS)
        return Duration.between(now, if (today.isAfter(now)) today else today.plusDays(1))
    }
}
