package io.kmigrate.cli.output

/**
 * Maps, lists, strings, numbers, booleans and null as JSON text; anything else by its `toString`.
 */
internal object Json {
    fun text(value: Any?): String = StringBuilder().also { append(it, value, "\n") }.toString()

    private fun append(out: StringBuilder, value: Any?, newLine: String) {
        when (value) {
            null -> out.append("null")
            is Boolean,
            is Int,
            is Long -> out.append(value)
            is Map<*, *> ->
                block(out, '{', '}', value.entries, newLine) { entry, inner ->
                    quote(out, entry.key.toString())
                    out.append(": ")
                    append(out, entry.value, inner)
                }
            is Collection<*> -> list(out, value, newLine)
            else -> quote(out, value.toString())
        }
    }

    /** Short lists of plain values stay on one line. */
    private fun list(out: StringBuilder, values: Collection<*>, newLine: String) {
        if (values.none { it is Map<*, *> || it is Collection<*> }) {
            out.append('[')
            values.forEachIndexed { index, value ->
                if (index > 0) out.append(", ")
                append(out, value, newLine)
            }
            out.append(']')
        } else {
            block(out, '[', ']', values, newLine) { value, inner -> append(out, value, inner) }
        }
    }

    private fun <T> block(
        out: StringBuilder,
        open: Char,
        close: Char,
        items: Collection<T>,
        newLine: String,
        item: (T, String) -> Unit,
    ) {
        out.append(open)
        val inner = "$newLine  "
        items.forEachIndexed { index, value ->
            out.append(if (index > 0) "," else "").append(inner)
            item(value, inner)
        }
        if (items.isNotEmpty()) out.append(newLine)
        out.append(close)
    }

    private fun quote(out: StringBuilder, text: String) {
        out.append('"')
        for (char in text) {
            when {
                char == '"' || char == '\\' -> out.append('\\').append(char)
                char == '\n' -> out.append("\\n")
                char == '\r' -> out.append("\\r")
                char == '\t' -> out.append("\\t")
                char < ' ' || char == '\u2028' || char == '\u2029' || char.isSurrogate() ->
                    escape(out, char)
                else -> out.append(char)
            }
        }
        out.append('"')
    }

    private fun escape(out: StringBuilder, char: Char) {
        out.append("\\u").append(char.code.toString(16).padStart(4, '0'))
    }
}
