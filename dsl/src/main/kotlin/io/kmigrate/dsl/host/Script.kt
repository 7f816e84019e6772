package io.kmigrate.dsl.host

import io.kmigrate.failure.Location

/**
 * A script's text, as read once: what is scanned, hashed and compiled is the same even if the file
 * changes.
 *
 * @property path as the user would type it
 * @property unit names the scripts it is compiled with and can see; null when it stands alone
 */
internal class Script(val path: String, val text: String, val unit: String? = null) {
    /** The same place with the text of its line. */
    fun withExcerpt(place: Location?): Location? =
        if (place == null || place.line() == 0 || place.excerpt() != null) place
        else Location(place.file(), place.line(), place.column(), line(place.line()))

    /** The text of a line, counted from 1. */
    fun line(number: Int): String? =
        if (text.isEmpty()) null else lines().lineSequence().elementAtOrNull(number - 1)

    /** The text as the compiler reads it: no byte order mark, lines end with `\n`. */
    fun lines(): String {
        val plain = text.removePrefix("\uFEFF")
        return if ('\r' in plain) plain.replace("\r\n", "\n").replace('\r', '\n') else plain
    }
}
