package io.kmigrate.dsl.host

import io.kmigrate.failure.Location
import io.kmigrate.revision.MigrationDigest

/**
 * A script's text, as read once: what is scanned, hashed and compiled is the same even if the file
 * changes.
 *
 * @property path as the user would type it
 * @property unit names the scripts it is compiled with and can see; null when it stands alone
 */
internal class Script private constructor(val path: String, text: Lazy<String>, val unit: String?) {
    constructor(
        path: String,
        text: String,
        unit: String? = null,
    ) : this(path, lazyOf(text), unit)

    val text: String by text

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

    /** Tells texts apart, however their lines end. */
    fun print(): String = MigrationDigest.fingerprint(lines())

    companion object {
        /** One whose text is read when it is asked for. */
        fun unread(path: String, read: () -> String): Script = Script(path, lazy(read), null)
    }
}
