package io.kmigrate.cli.output

import com.google.gson.GsonBuilder

/**
 * Maps, lists, strings, numbers, booleans and null as JSON text; anything else by its `toString`.
 * Loaded by `--json` alone, so it costs no other start.
 */
internal object Json {
    private val writer =
        GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create()

    fun text(value: Any?): String = writer.toJson(plain(value))

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
