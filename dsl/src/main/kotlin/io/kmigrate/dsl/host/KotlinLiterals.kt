package io.kmigrate.dsl.host

/**
 * Where comments, names, character and string literals of a Kotlin text end. Strings and templates
 * nest without recursion: a hostile text cannot exhaust the stack.
 */
internal class KotlinLiterals(private val text: String) {
    /** What is open: a string as 2 × dollars + raw, a template as −1 − its open braces. */
    private val open = ArrayDeque<Int>()

    fun lineEnd(from: Int): Int = text.indexOf('\n', from).let { if (it < 0) text.length else it }

    /** Behind the comment at [at]; [at] itself when there is none. Block comments nest. */
    fun commentEnd(at: Int): Int =
        when {
            text.startsWith("//", at) -> lineEnd(at)
            text.startsWith("/*", at) -> blockEnd(at)
            else -> at
        }

    private fun blockEnd(from: Int): Int {
        var depth = 0
        var at = from
        do {
            when {
                at >= text.length -> return text.length
                text.startsWith("/*", at) -> depth++.also { at += 2 }
                text.startsWith("*/", at) -> depth--.also { at += 2 }
                else -> at++
            }
        } while (depth > 0)
        return at
    }

    /** Behind the name at [at]; [at] + 1 for a backtick that quotes nothing. */
    fun identifierEnd(at: Int): Int {
        if (text[at] == '`') {
            var end = at + 1
            while (end < text.length && text[end] != '`' && text[end] != '\n') {
                end++
            }
            val quotes = end < text.length && text[end] == '`' && end > at + 1
            return if (quotes) end + 1 else at + 1
        }
        var end = at + 1
        while (end < text.length && KotlinTokens.isNamePart(text[end])) {
            end++
        }
        return end
    }

    /** Behind the dollar at [at] and the name it may begin, which is no name then. */
    fun fieldEnd(at: Int): Int {
        val next = text.getOrNull(at + 1) ?: return at + 1
        val end = if (isNameOrQuote(next)) identifierEnd(at + 1) else at + 1
        return if (next == '`' && end == at + 2) at + 1 else end
    }

    private fun isNameOrQuote(letter: Char) = letter == '`' || KotlinTokens.isNameStart(letter)

    /** True for dollars right before a string: there, so many dollars begin a template. */
    fun isPrefix(at: Int): Boolean = text[at] == '$' && text.getOrNull(at + dollars(at)) == '"'

    /** Behind the string or character literal at [from]. */
    fun end(from: Int): Int {
        if (text[from] == '\'') {
            return characterEnd(from)
        }
        open.clear()
        var at = openString(from)
        while (open.isNotEmpty() && at < text.length) {
            val state = open.last()
            at =
                if (state < 0) templateStep(at, state)
                else stringStep(at, state shr 1, state and 1 == 1)
        }
        return at
    }

    private fun characterEnd(from: Int): Int {
        var at = from + 1
        while (at < text.length && text[at] != '\n' && text[at] != '\'') {
            val escapes = text[at] == '\\' && at + 1 < text.length && text[at + 1] != '\n'
            at += if (escapes) 2 else 1
            if (text[at - 1] == '\\' && !escapes) {
                return at
            }
        }
        return if (at < text.length && text[at] == '\'') at + 1 else at
    }

    private fun openString(from: Int): Int {
        val dollars = dollars(from)
        val quote = from + dollars
        val raw = text.startsWith(TRIPLE, quote)
        open.addLast(2 * maxOf(1, dollars) + if (raw) 1 else 0)
        return quote + if (raw) TRIPLE.length else 1
    }

    private fun stringStep(at: Int, dollars: Int, raw: Boolean): Int {
        val letter = text[at]
        return when {
            letter == '$' -> dollarStep(at, dollars)
            letter == '"' && raw -> rawQuotes(at)
            letter == '"' -> (at + 1).also { open.removeLast() }
            raw -> at + 1
            letter == '\n' -> at.also { open.removeLast() }
            letter == '\\' && at + 1 < text.length && text[at + 1] != '\n' -> at + 2
            else -> at + 1
        }
    }

    /** The last three of a run of quotes end a raw string. */
    private fun rawQuotes(at: Int): Int {
        var end = at
        while (end < text.length && text[end] == '"') {
            end++
        }
        if (end - at >= TRIPLE.length) {
            open.removeLast()
        }
        return end
    }

    private fun dollarStep(at: Int, dollars: Int): Int {
        val behind = at + dollars(at)
        if (behind - at < dollars || behind >= text.length) {
            return behind
        }
        return when {
            text[behind] == '{' -> (behind + 1).also { open.addLast(-1) }
            isNameOrQuote(text[behind]) -> fieldEnd(behind - 1)
            else -> behind
        }
    }

    private fun templateStep(at: Int, state: Int): Int {
        when (text[at]) {
            '"' -> return openString(at)
            '$' -> return if (isPrefix(at)) openString(at) else at + 1
            '\'' -> return characterEnd(at)
            '`' -> return identifierEnd(at)
            '/' -> return maxOf(commentEnd(at), at + 1)
            '{' -> open[open.lastIndex] = state - 1
            '}' -> if (state == -1) open.removeLast() else open[open.lastIndex] = state + 1
        }
        return at + 1
    }

    private fun dollars(from: Int): Int {
        var at = from
        while (at < text.length && text[at] == '$') {
            at++
        }
        return at - from
    }

    private companion object {
        const val TRIPLE = "\"\"\""
    }
}
