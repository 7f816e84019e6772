package io.kmigrate.dsl.host

/** What a string literal says, when it says it without templates. */
internal object StringLiteral {
    /** The value of the [literal] with its quotes; null for one that must be evaluated. */
    fun value(literal: String): String? {
        if (!literal.startsWith('"')) {
            return null
        }
        if (literal.startsWith(TRIPLE)) {
            val closed = literal.length >= 2 * TRIPLE.length && literal.endsWith(TRIPLE)
            val content =
                if (closed) literal.substring(TRIPLE.length, literal.length - TRIPLE.length)
                else null
            return content?.takeUnless { hasTemplate(it) }
        }
        val closed = literal.length >= 2 && literal.endsWith('"')
        return if (closed) unescape(literal.substring(1, literal.length - 1)) else null
    }

    private fun hasTemplate(content: String): Boolean =
        content.indices.any { isTemplate(content, it) }

    private fun isTemplate(content: String, at: Int): Boolean {
        if (content[at] != '$' || at + 1 >= content.length) {
            return false
        }
        val next = content[at + 1]
        return next == '{' || next == '`' || KotlinTokens.isNameStart(next)
    }

    private fun unescape(content: String): String? {
        if ('\\' !in content && '$' !in content) {
            return content
        }
        val value = StringBuilder()
        var at = 0
        while (at < content.length) {
            if (isTemplate(content, at)) {
                return null
            }
            if (content[at] != '\\') {
                value.append(content[at++])
            } else {
                val length = if (content.startsWith("\\u", at)) UNICODE else 2
                value.append(escape(content, at, length) ?: return null)
                at += length
            }
        }
        return value.toString()
    }

    private fun escape(content: String, at: Int, length: Int): Char? =
        if (length == UNICODE) {
            content
                .substring(minOf(at + 2, content.length), minOf(at + length, content.length))
                .takeIf { digits -> digits.length == UNICODE - 2 && digits.all { it in HEX } }
                ?.toInt(radix = 16)
                ?.toChar()
        } else {
            ESCAPES[content.getOrNull(at + 1)]
        }

    private const val TRIPLE = "\"\"\""
    private const val UNICODE = 6
    private const val HEX = "0123456789abcdefABCDEF"
    private val ESCAPES =
        mapOf('t' to '\t', 'b' to '\b', 'n' to '\n', 'r' to '\r') +
            mapOf('\'' to '\'', '"' to '"', '\\' to '\\', '$' to '$')
}
