package io.kmigrate.cli.output

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.terminal.columns
import io.kmigrate.cli.terminal.padColumns
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.ExecutionListener
import io.kmigrate.failure.VisibleText
import io.kmigrate.plan.Step
import io.kmigrate.repeatable.RepeatableStep
import java.time.Duration

/**
 * Tells how a run proceeds: a line a revision, with the time it took. What runs now stands in a
 * temporary line.
 */
internal class Progress(private val output: Output) : ExecutionListener {
    private val paint = output.paint
    private val backfill = BackfillLine(output)
    private var idWidth = 0
    private var messageWidth = 0

    /** Those that began and have not ended: several may share a commit. */
    private val running = LinkedHashMap<String, Step>()

    override fun on(event: ExecutionEvent) {
        tell(event)
        if (event is ExecutionEvent.BackfillAdvanced) return
        running.values.lastOrNull()?.let { step ->
            output.sayForNow(beginning(step) + message(step) + " …")
        }
    }

    private fun tell(event: ExecutionEvent) {
        when (event) {
            is ExecutionEvent.LockAwaited -> output.note(RunMessages.waiting(event.holder()))
            is ExecutionEvent.RunStarted -> runStarted(event)
            is ExecutionEvent.StepStarted -> started(event.step())
            is ExecutionEvent.OperationStarted -> Unit
            is ExecutionEvent.OnlineChosen ->
                output.note(RunMessages.chosen(headline(event.operation()), event.choice()))
            is ExecutionEvent.OperationLeftOut ->
                output.note(
                    RunMessages.leftOut(
                        event.step().revision().label(),
                        headline(event.operation()),
                        VisibleText.line(event.operation().guard()?.text().orEmpty()),
                    )
                )
            is ExecutionEvent.StatementStarted ->
                if (output.mode.verbose) output.statement(event.sql().trim().prependIndent("    "))
            is ExecutionEvent.FileRead ->
                output.note(RunMessages.fileRead(event.file(), event.characters(), event.all()))
            is ExecutionEvent.BackfillAdvanced -> backfill.on(event.progress())
            is ExecutionEvent.StatementBlocked -> blocked(event)
            is ExecutionEvent.StepRetried ->
                output.note(
                    RunMessages.retried(
                        event.step().revision().label(),
                        text(event.pause()),
                        event.reason().lines().first(),
                    )
                )
            is ExecutionEvent.SessionChanged -> output.warn(event.warning())
            is ExecutionEvent.StepFinished -> finished(event.step(), event.duration())
            is ExecutionEvent.RepeatableStarted -> Unit
            is ExecutionEvent.RepeatableStatement ->
                if (output.mode.verbose) output.statement(event.sql().trim().prependIndent("    "))
            is ExecutionEvent.RepeatableFinished -> changed(event.step(), event.duration())
            is ExecutionEvent.TakenOver ->
                output.say("  " + RunMessages.takenOver(event.tool(), event.revisions()))
            is ExecutionEvent.RunFinished -> Unit
        }
    }

    private fun runStarted(event: ExecutionEvent.RunStarted) {
        val steps = event.plan().steps()
        idWidth = steps.maxOfOrNull { it.revision().id().columns } ?: 0
        messageWidth = steps.maxOfOrNull { message(it).columns } ?: 0
    }

    private fun blocked(event: ExecutionEvent.StatementBlocked) {
        val statement = event.sql().lines().joinToString(" ") { it.trim() }.take(SHOWN)
        output.note(
            RunMessages.blocked(event.step().revision().label(), statement, event.blockers())
        )
    }

    private fun started(step: Step) {
        // Statements in between tell as much.
        if (!output.mode.verbose) {
            running -= step.revision().id()
            running[step.revision().id()] = step
        }
    }

    private fun finished(step: Step, duration: Duration) {
        running -= step.revision().id()
        val beginning = beginning(step)
        val time = "  " + paint.faint(text(duration))
        // One long message must not push the times of all others into the next line.
        val room = output.columns?.let { it - beginning.columns - TIME_WIDTH } ?: messageWidth
        output.say(beginning + message(step).padColumns(minOf(messageWidth, room)) + time)
    }

    /** What went aside is told when it is back. */
    private fun changed(step: RepeatableStep, duration: Duration) {
        if (step.action() != RepeatableStep.Action.SET_ASIDE) {
            val time = "  " + paint.faint(text(duration))
            output.say("  ${RepeatableLines.line(step, paint)}$time")
        }
    }

    private fun message(step: Step) =
        VisibleText.line(step.revision().message()) +
            if (step.isLeftOut)
                " (${RunMessages.otherEnvironment(step.options().onlyIn().toList())})"
            else ""

    /** Forgets what a failure has ended. */
    fun abandon() {
        running.clear()
        output.takeBack()
    }

    private fun beginning(step: Step): String =
        "  ${step.direction().arrow} ${paint.name(step.revision().id()).padColumns(idWidth)}  "

    companion object {
        private const val SHOWN = 200
        private const val TIME_WIDTH = 10
        private const val SECOND = 1000L
        private const val MINUTE = 60 * SECOND

        /** `12 ms`, `3.4 s`, `2 min 5 s`. */
        fun text(duration: Duration): String {
            val millis = duration.toMillis()
            return when {
                millis < SECOND -> "$millis ms"
                millis < MINUTE -> "${millis / SECOND}.${millis % SECOND / 100} s"
                else -> "${millis / MINUTE} min ${millis % MINUTE / SECOND} s"
            }
        }
    }
}
