package io.kmigrate.dsl.builder

import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.Future

/**
 * Does pieces of work in a thread of its own, in their order. It is at most one behind whoever
 * hands them over, so that little is kept in memory. What a piece throws comes from the next call.
 */
internal class OneBehind(name: String) : AutoCloseable {
    private val thread = Executors.newSingleThreadExecutor { work ->
        Thread(work, name).apply { isDaemon = true }
    }
    private var last: Future<*>? = null

    fun run(work: Runnable) {
        await()
        last = thread.submit(work)
    }

    /** Ends when all is done. */
    override fun close() =
        try {
            await()
        } finally {
            thread.shutdown()
        }

    /** A piece takes a moment, so whoever interrupts waits for its end. */
    private fun await() {
        var wasInterrupted = false
        var isDone = last == null
        while (!isDone) {
            try {
                last?.get()
                isDone = true
            } catch (again: InterruptedException) {
                wasInterrupted = true
            } catch (failure: ExecutionException) {
                throw failure.cause ?: failure
            }
        }
        last = null
        if (wasInterrupted) Thread.currentThread().interrupt()
    }
}
