package io.kmigrate.dsl.source

/** Lays out calls inside a block as ktfmt's Kotlin style does: 100 columns, four spaces. */
internal object CallLayout {
    private const val WIDTH = 100
    private const val STEP = 4
    private const val QUOTE = '"'
    private val NAMED = Regex("^(val )?\\w+ = ")

    /** The lines of a call inside a block, broken only where it is too long. */
    fun of(call: String, indent: Int = STEP): List<String> = lines(call, indent)

    /** A comment above a call, over as many lines as it needs. */
    fun comment(text: String, indent: Int = STEP): List<String> {
        val lines = mutableListOf<String>()
        var line = " ".repeat(indent) + "//"
        text.split(Regex("\\s+")).forEach { word ->
            if (line.length + 1 + word.length > WIDTH) {
                lines += line
                line = " ".repeat(indent) + "//"
            }
            line += " $word"
        }
        return lines + line
    }

    private fun lines(call: String, indent: Int): List<String> {
        val margin = " ".repeat(indent)
        if (QUOTE.toString().repeat(3) in call) {
            // A text of several lines keeps its own spaces.
            return call.lines().map { if (it.isEmpty()) it else margin + it }
        }
        if ('\n' in call) {
            // A block that is laid out already, but for what is too long in it.
            return call.lines().flatMap { line ->
                val inner = line.trimStart()
                lines(inner, indent + line.length - inner.length)
            }
        }
        if (indent + call.length <= WIDTH) {
            return listOf(margin + call)
        }
        return opening(call, indent)
            ?: declaration(call, indent)
            ?: block(call, indent)
            ?: chain(call, indent)
            ?: arguments(call, indent)
    }

    /** `name(arguments) {`, whose block is on the lines below it already. */
    private fun opening(call: String, indent: Int): List<String>? {
        val brace = " {"
        if (!call.endsWith(brace)) {
            return null
        }
        val head = arguments(call.removeSuffix(brace), indent)
        return head.dropLast(1) + (head.last() + brace)
    }

    /** `val name =` or `name =`, an argument's, with the value below. */
    private fun declaration(call: String, indent: Int): List<String>? {
        val sign = " = "
        val at = if (NAMED.containsMatchIn(call)) call.indexOf(sign) else -1
        if (at < 0) {
            return null
        }
        return listOf(" ".repeat(indent) + call.substring(0, at) + " =") +
            lines(call.substring(at + sign.length), indent + STEP)
    }

    /** `head { body }` over three lines. */
    private fun block(call: String, indent: Int): List<String>? {
        val open = outside(call).firstOrNull { call[it] == '{' } ?: return null
        if (!call.endsWith("}")) {
            return null
        }
        val margin = " ".repeat(indent)
        val body = call.substring(open + 1, call.length - 1).trim()
        return listOf(margin + call.substring(0, open + 1)) +
            lines(body, indent + STEP) +
            "$margin}"
    }

    /** `first.second.third`, each on its own line; not what is a name with dots. */
    private fun chain(call: String, indent: Int): List<String>? {
        val dots = outside(call).filter { it > 0 && call[it] == '.' && call[it - 1] == ')' }
        if (dots.isEmpty()) {
            return null
        }
        val starts = listOf(0) + dots
        return starts.flatMapIndexed { place, start ->
            val part = call.substring(start, starts.getOrElse(place + 1) { call.length })
            if (place == 0) lines(part, indent) else lines(part, indent + STEP)
        }
    }

    /** `name(` with each argument on its own line; what has no arguments stays too long. */
    private fun arguments(call: String, indent: Int): List<String> {
        val open = outside(call).firstOrNull { call[it] == '(' }
        val margin = " ".repeat(indent)
        if (open == null || !call.endsWith(")") || call[open + 1] == ')') {
            return listOf(margin + call)
        }
        val inner = call.substring(open + 1, call.length - 1)
        val commas = outside(inner).filter { inner[it] == ',' }
        val starts = listOf(0) + commas.map { it + 1 }
        val parts = starts.mapIndexed { place, start ->
            inner.substring(start, commas.getOrElse(place) { inner.length }).trim()
        }
        return listOf(margin + call.substring(0, open + 1)) +
            parts.flatMap { withComma(lines(it, indent + STEP)) } +
            "$margin)"
    }

    private fun withComma(lines: List<String>) = lines.dropLast(1) + "${lines.last()},"

    /** The places that are in no string and, but for what opens them, in no brackets. */
    private fun outside(text: String): List<Int> {
        val places = mutableListOf<Int>()
        var depth = 0
        var quoted = false
        var at = 0
        while (at < text.length) {
            val char = text[at]
            if (quoted && char == '\\') {
                at++
            } else if (char == QUOTE) {
                quoted = !quoted
            } else if (!quoted) {
                if (char in ")]}") depth--
                if (depth == 0) places += at
                if (char in "([{") depth++
            }
            at++
        }
        return places
    }
}
