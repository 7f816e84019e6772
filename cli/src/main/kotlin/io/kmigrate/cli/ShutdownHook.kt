package io.kmigrate.cli

import io.kmigrate.cli.message.BackfillMessages
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.Output
import io.kmigrate.cli.output.OutputMode
import io.kmigrate.cli.output.Paint
import io.kmigrate.cli.terminal.Wrapping
import io.kmigrate.dsl.host.Unfinished
import io.kmigrate.failure.Outcome
import io.kmigrate.plan.Step
import io.kmigrate.revision.Revision
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** What happens when the process is told to end before it has finished: Ctrl-C, or a plain kill. */
internal class ShutdownHook(
    private val surroundings: ProcessContext,
    private val interruption: Interruption,
    private val isJson: Boolean = false,
) : Thread() {
    private val finished = CountDownLatch(1)

    /** The command came to its end by itself, or because it was interrupted. */
    fun finished() = finished.countDown()

    override fun run() {
        if (finished.count == 0L) {
            return
        }
        val exit = ScriptCode.exiting(interruption.running?.revision())
        if (exit != null) {
            Output(surroundings, OutputMode(json = isJson))
                .fail(RunMessages.exitCalled(exit.place).exception())
            surroundings.stdout.flush()
            surroundings.stderr.flush()
            Unfinished.removeAll()
            Runtime.getRuntime().halt(Outcome.FAILED.exitCode())
        }
        val running = interruption.running
        // Terminals show ^C where the cursor was. Erasing the temporary line erases it, too.
        val isErased = surroundings.temporary?.isShown == true
        interruption.interrupt()
        val inOrder =
            !interruption.isConnected || finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)
        surroundings.stdout.flush()
        if (surroundings.stdinIsTerminal && surroundings.stderrIsTerminal && !isErased) {
            surroundings.stderr.println()
        }
        val told = surroundings.secrets.hidden(RunMessages.interrupted(state(running, inOrder)))
        val wrapped = surroundings.stderrColumns?.let { Wrapping(it).wrapLines(told) } ?: told
        surroundings.stderr.println(Paint.shown(wrapped))
        surroundings.stderr.flush()
        // The last thing: nothing else is told after it.
        Unfinished.removeAll()
        Runtime.getRuntime().halt(EXIT_CODE)
    }

    private fun state(running: Step?, inOrder: Boolean): String {
        if (running == null) {
            return interruption.backfill?.let { BackfillMessages.stopped(it) }
                ?: RunMessages.noRevisionRan()
        }
        val label = running.revision().label()
        val found = interruption.state
        return when {
            found != null -> RunMessages.stoppedInside(label, found)
            inOrder -> RunMessages.stoppedAt(label)
            else -> silent(running.revision(), label)
        }
    }

    /** No driver can cancel what a script does by itself. */
    private fun silent(running: Revision, label: String): String {
        val code = ScriptCode.running(running) ?: return RunMessages.databaseSilent(label)
        return RunMessages.codeRuns(label, code.place)
    }

    private companion object {
        const val PATIENCE_SECONDS = 5L

        /** What shells report for Ctrl-C. */
        const val EXIT_CODE = 130
    }
}
