package io.kmigrate.cli

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** What happens when the process is told to end before it has finished: Ctrl-C, or a plain kill. */
internal class OrderlyEnd(
    private val surroundings: Surroundings,
    private val interruption: Interruption,
) {
    private val finished = CountDownLatch(1)

    fun install() {
        Runtime.getRuntime().addShutdownHook(Thread(::end))
    }

    /** The command came to its end by itself, or because it was interrupted. */
    fun finished() = finished.countDown()

    private fun end() {
        if (finished.count == 0L) {
            return
        }
        interruption.interrupt()
        val inOrder =
            !interruption.isConnected || finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)
        surroundings.stdout.flush()
        surroundings.stderr.println(message(inOrder))
        surroundings.stderr.flush()
        Runtime.getRuntime().halt(EXIT_CODE)
    }

    private fun message(inOrder: Boolean): String =
        when {
            !interruption.isConnected -> "interrupted: nothing was changed"
            inOrder -> "interrupted: the running revision was rolled back, those before it stay"
            else ->
                "interrupted: the database did not answer, and undoes the running revision by itself"
        }

    private companion object {
        const val PATIENCE_SECONDS = 5L

        /** What shells report for Ctrl-C. */
        const val EXIT_CODE = 130
    }
}
