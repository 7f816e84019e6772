package io.kmigrate.dsl.host

/**
 * A script's text, as read once: what is scanned, hashed and compiled is the same even if the file
 * changes.
 *
 * @property path as the user would type it
 */
internal class Script(val path: String, val text: String) {
    /** The text as the compiler reads it: no byte order mark, lines end with `\n`. */
    fun lines(): String {
        val plain = text.removePrefix("\uFEFF")
        return if ('\r' in plain) plain.replace("\r\n", "\n").replace('\r', '\n') else plain
    }
}
