package io.kmigrate.cli.command

import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

/** Waits for work that a command can do without. */
internal object Patience {
    /**
     * Does [work] on a thread of its own, and throws what it throws. False when it has not ended
     * within [limit]: then it is left alone, and ends with the process.
     */
    fun within(limit: Duration, work: () -> Unit): Boolean {
        val answer =
            CompletableFuture.runAsync(work) { task ->
                Thread(task, "kmigrate-patience").apply { isDaemon = true }.start()
            }
        return try {
            answer.get(limit.toMillis(), TimeUnit.MILLISECONDS)
            true
        } catch (_: TimeoutException) {
            false
        } catch (failure: ExecutionException) {
            throw failure.cause ?: failure
        }
    }
}
