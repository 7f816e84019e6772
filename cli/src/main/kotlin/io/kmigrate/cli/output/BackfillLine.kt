package io.kmigrate.cli.output

import io.kmigrate.backfill.BackfillProgress
import io.kmigrate.cli.message.BackfillMessages
import io.kmigrate.failure.VisibleText
import java.time.Duration
import kotlin.jvm.optionals.getOrNull

/**
 * How a backfill proceeds: a line that changes on a terminal, and a new one now and then elsewhere.
 * With --json, that is JSON; the first batch is told at once.
 */
internal class BackfillLine(private val output: Output) {
    private var told = System.nanoTime()
    private var followed: String? = null

    fun on(progress: BackfillProgress) {
        output.sayForNow("  " + bar(progress) + text(progress))
        val now = System.nanoTime()
        val isFirst = output.mode.json && followed != progress.name()
        if (isFirst || (!output.isTemporary && now - told >= PAUSE.toNanos())) {
            told = now
            followed = progress.name()
            if (output.mode.json) output.follow(json(progress))
            else output.note("  " + text(progress))
        }
    }

    private fun json(progress: BackfillProgress): Map<String, Any?> =
        linkedMapOf(
            "backfill" to progress.name(),
            "pass" to progress.pass(),
            "rows" to progress.rows(),
            "changed" to progress.changed(),
            "failed" to progress.skipped(),
            "expected" to progress.expected(),
            "batchRows" to progress.batchRows(),
            "rowsPerSecond" to progress.rowsPerSecond().toLong(),
            "secondsLeft" to progress.remaining().getOrNull()?.toSeconds(),
            "waits" to progress.waits(),
        )

    private fun bar(progress: BackfillProgress): String {
        val expected = progress.expected() ?: return ""
        val part =
            (progress.rows() * WIDTH / maxOf(expected, 1)).coerceIn(0, WIDTH.toLong()).toInt()
        return "[" + "#".repeat(part) + "-".repeat(WIDTH - part) + "] "
    }

    private fun text(progress: BackfillProgress): String =
        listOfNotNull(
                VisibleText.line(progress.name()) +
                    ": " +
                    BackfillMessages.rows(progress.rows(), progress.expected()),
                progress.pass().takeIf { it > 1 }?.let(BackfillMessages::pass),
                BackfillMessages.speed(progress.rowsPerSecond()),
                progress.remaining().getOrNull()?.let {
                    BackfillMessages.remaining(Progress.text(it))
                },
                BackfillMessages.batches(progress.batchRows()),
                progress.skipped().takeIf { it > 0 }?.let(BackfillMessages::failed),
                progress.waits(),
            )
            .joinToString(", ")

    private companion object {
        const val WIDTH = 20
        val PAUSE: Duration = Duration.ofSeconds(10)
    }
}
