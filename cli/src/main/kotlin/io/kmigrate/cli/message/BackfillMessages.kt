package io.kmigrate.cli.message

import io.kmigrate.backfill.BackfillProgress

/** Sentences about backfills and how they proceed. */
internal object BackfillMessages {
    /** Behind a state: it took a change back. */
    fun ofDowngrade(): String = "(downgrade)"

    fun none(): String = "The database has no backfills."

    /** @param expected by statistics; null: not known */
    fun rows(rows: Long, expected: Long?): String =
        if (expected == null) "${number(rows)} rows"
        else "${number(rows)} of about ${number(expected)} rows"

    /** In a plan. Statistics are no more exact than this. */
    fun about(rows: Long): String =
        when {
            rows >= 2 * MILLION -> "about ${rows / MILLION} million rows"
            rows >= 2 * THOUSAND -> "about ${number(rows / THOUSAND * THOUSAND)} rows"
            else -> "about ${number(rows)} rows"
        }

    /** Behind Ctrl-C. */
    fun stopped(progress: BackfillProgress): String =
        "backfill \"${progress.name()}\" stopped: ${number(progress.rows())} rows are done, " +
            "${number(progress.changed())} changed; the next run continues behind them"

    /** In a plan. */
    fun stopsHere(reason: String): String = "the upgrade stops here: $reason"

    fun nothingWaits(): String = "No pending revision waits for a backfill."

    /** Of a pending revision. */
    fun waitsFor(names: List<String>): String =
        "waits for " + names.joinToString(" and ") { "\"$it\"" }

    fun speed(rowsPerSecond: Double): String = "${number(rowsPerSecond.toLong())} rows/s"

    fun remaining(time: String): String = "$time left"

    fun batches(rows: Int): String = "batches of ${number(rows.toLong())}"

    fun pass(number: Int): String = "pass $number"

    fun failed(rows: Long): String = "${number(rows)} failed"

    fun changed(rows: Long): String = "${number(rows)} changed"

    /** `1,234,567`. */
    fun number(number: Long): String = "%,d".format(java.util.Locale.ROOT, number)

    private const val THOUSAND = 1_000L
    private const val MILLION = 1_000_000L
}
