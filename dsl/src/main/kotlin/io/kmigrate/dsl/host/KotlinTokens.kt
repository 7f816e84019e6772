package io.kmigrate.dsl.host

/** The kinds of token that matter to a header; a whole string literal is one token. */
internal enum class TokenKind {
    IDENTIFIER,
    STRING,
    CHARACTER,
    NUMBER,
    SYMBOL,
    END,
}

/**
 * A cursor over the tokens of a Kotlin text. It knows exactly where comments, strings and their
 * templates begin and end, also in a text the compiler would refuse. Line ends must be `\n`.
 */
internal class KotlinTokens(private val text: String) {
    private val literals = KotlinLiterals(text)

    var kind: TokenKind = TokenKind.END
        private set

    /** The offset of the token's first character. */
    var start: Int = 0
        private set

    /** The offset behind the token. */
    var end: Int = 0
        private set

    /** True when the token is the first of its line. */
    var startsLine: Boolean = true
        private set

    /** Moves to the next token. */
    fun next(): TokenKind {
        startsLine = end == 0
        start = skipTrivia(end)
        kind = if (start >= text.length) TokenKind.END else kindOf(text[start])
        end =
            when (kind) {
                TokenKind.END -> start
                TokenKind.IDENTIFIER -> literals.identifierEnd(start)
                TokenKind.STRING,
                TokenKind.CHARACTER -> literals.end(start)
                TokenKind.NUMBER -> numberEnd(start)
                TokenKind.SYMBOL -> start + symbolLength(start)
            }
        return kind
    }

    /** True when the token is this text. */
    fun isText(other: String): Boolean =
        other.length == end - start && text.startsWith(other, start)

    fun isSymbol(symbol: String): Boolean = kind == TokenKind.SYMBOL && isText(symbol)

    /** The token's text, without the backticks of a quoted name. */
    fun name(): String =
        if (text[start] == '`') text.substring(start + 1, end - 1) else text.substring(start, end)

    private fun kindOf(first: Char): TokenKind =
        when {
            first == '`' && literals.identifierEnd(start) > start + 1 -> TokenKind.IDENTIFIER
            isNameStart(first) -> TokenKind.IDENTIFIER
            first == '"' || first == '$' && literals.isPrefix(start) -> TokenKind.STRING
            first == '\'' -> TokenKind.CHARACTER
            first in '0'..'9' -> TokenKind.NUMBER
            else -> TokenKind.SYMBOL
        }

    private fun skipTrivia(from: Int): Int {
        var at = from
        if (at == 0 && text.startsWith("#!")) {
            at = literals.lineEnd(0)
        }
        while (at < text.length) {
            val next =
                when (text[at]) {
                    '\n' -> at + 1
                    ' ',
                    '\t',
                    '\u000c' -> at + 1
                    '/' -> literals.commentEnd(at)
                    else -> at
                }
            if (next == at) {
                return at
            }
            if (text[at] == '\n') {
                startsLine = true
            }
            at = next
        }
        return at
    }

    private fun numberEnd(from: Int): Int {
        var at = from
        while (at < text.length && (isNamePart(text[at]) || isFraction(at))) {
            at++
        }
        return at
    }

    private fun isFraction(at: Int): Boolean =
        text[at] == '.' && at + 1 < text.length && text[at + 1] in '0'..'9'

    private fun symbolLength(at: Int): Int {
        val first = text[at]
        if (first in "(){}[];,@.") {
            return 1
        }
        if (first == '$') {
            return literals.fieldEnd(at) - at
        }
        if (at + 1 == text.length || text[at + 1] !in SECOND_SIGNS) {
            return 1
        }
        return LONG_SYMBOLS.firstOrNull { text.startsWith(it, at) }?.length ?: 1
    }

    companion object {
        private const val SECOND_SIGNS = "=>.:!+-&|"
        private val LONG_SYMBOLS =
            listOf("===", "!==", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=") +
                listOf("->", "?.", "?:", "::", "!!", "++", "--", "&&", "||")

        fun isNameStart(letter: Char): Boolean =
            letter in 'a'..'z' ||
                letter in 'A'..'Z' ||
                letter == '_' ||
                letter.code > 127 && letter.isLetter()

        fun isNamePart(letter: Char): Boolean =
            isNameStart(letter) || letter in '0'..'9' || letter.code > 127 && letter.isDigit()
    }
}
