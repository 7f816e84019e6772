package io.kmigrate.cli.output

import com.google.gson.GsonBuilder

/**
 * Maps, lists, strings, numbers, booleans and null as JSON text; anything else by its `toString`.
 * Loaded by `--json` alone, so it costs no other start.
 */
internal object Json {
    private val writer =
        GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create()

    private val lines = GsonBuilder().disableHtmlEscaping().serializeNulls().create()

    fun text(value: Any?): String = escaped(writer.toJson(plain(value)))

    /** In one line. */
    fun line(value: Any?): String = escaped(lines.toJson(plain(value)))

    /** The writer escapes what JSON must; this is what a terminal would obey, too. */
    private fun escaped(json: String): String =
        INVISIBLE.replace(json) { "\\u" + it.value[0].code.toString(16).padStart(4, '0') }

    private val INVISIBLE = Regex("[\\x7f-\\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

    private fun plain(value: Any?): Any? =
        when (value) {
            null,
            is String,
            is Boolean -> value
            is Double -> if (value.isFinite()) value else value.toString()
            is Float -> plain(value.toDouble())
            is Number -> value
            is Map<*, *> -> value.entries.associate { it.key.toString() to plain(it.value) }
            is Collection<*> -> value.map(::plain)
            else -> value.toString()
        }
}
