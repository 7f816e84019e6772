package io.kmigrate.cli.message

/** Sentences about backfills and how they proceed. */
internal object BackfillMessages {
    fun none(): String = "The database has no backfills."

    /** @param expected by statistics; null: not known */
    fun rows(rows: Long, expected: Long?): String =
        if (expected == null) "${number(rows)} rows"
        else "${number(rows)} of about ${number(expected)} rows"

    fun speed(rowsPerSecond: Double): String = "${number(rowsPerSecond.toLong())} rows/s"

    fun remaining(time: String): String = "$time left"

    fun batches(rows: Int): String = "batches of ${number(rows.toLong())}"

    fun pass(number: Int): String = "pass $number"

    fun failed(rows: Long): String = "${number(rows)} failed"

    fun changed(rows: Long): String = "${number(rows)} changed"

    /** `1,234,567`. */
    fun number(number: Long): String = "%,d".format(java.util.Locale.ROOT, number)
}
