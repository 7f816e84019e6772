package io.kmigrate.cli.output

import io.kmigrate.cli.message.RunMessages
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.ExecutionListener
import io.kmigrate.plan.Step
import java.time.Duration

/** Tells how a run proceeds: a line a revision, with the time it took. */
internal class Progress(private val output: Output) : ExecutionListener {
    private val paint = output.paint
    private var width = 0
    private var openLine = false
    private var isTogether = false

    override fun on(event: ExecutionEvent) {
        when (event) {
            is ExecutionEvent.LockAwaited -> output.note(RunMessages.waiting(event.holder()))
            is ExecutionEvent.RunStarted -> runStarted(event)
            is ExecutionEvent.StepStarted -> started(event.step())
            is ExecutionEvent.OperationStarted -> Unit
            is ExecutionEvent.StatementStarted ->
                if (output.mode.verbose) output.note(event.sql().trim().prependIndent("    "))
            is ExecutionEvent.FileRead -> {
                abandon()
                output.note(RunMessages.fileRead(event.file(), event.characters(), event.all()))
            }
            is ExecutionEvent.StatementBlocked -> blocked(event)
            is ExecutionEvent.StepRetried ->
                output.note(
                    RunMessages.retried(
                        event.step().revision().label(),
                        text(event.pause()),
                        event.reason().lines().first(),
                    )
                )
            is ExecutionEvent.SessionChanged -> {
                abandon()
                output.warn(event.warning())
            }
            is ExecutionEvent.StepFinished -> finished(event.step(), event.duration())
            is ExecutionEvent.RunFinished -> Unit
        }
    }

    private fun runStarted(event: ExecutionEvent.RunStarted) {
        width = event.plan().steps().maxOfOrNull { it.revision().message().length } ?: 0
        isTogether = event.isTogether
    }

    private fun blocked(event: ExecutionEvent.StatementBlocked) {
        val statement = event.sql().lines().joinToString(" ") { it.trim() }.take(SHOWN)
        output.note(
            RunMessages.blocked(event.step().revision().label(), statement, event.blockers())
        )
    }

    /**
     * A watched line begins at once and is ended by its time; statements in between need it whole.
     */
    private fun started(step: Step) {
        if (output.isTerminal && !output.mode.verbose && !isTogether) {
            output.sayPart(line(step))
            openLine = true
        }
    }

    private fun finished(step: Step, duration: Duration) {
        val time = "  " + paint.faint(text(duration))
        output.say(if (openLine) time else line(step) + time)
        openLine = false
    }

    /** Ends a line that a failure left open. */
    fun abandon() {
        if (openLine) {
            output.say(" ")
            openLine = false
        }
    }

    private fun line(step: Step): String =
        "  ${step.direction().arrow} ${paint.name(step.revision().id())}  ${step.revision().message().padEnd(width)}"

    companion object {
        private const val SHOWN = 200
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
