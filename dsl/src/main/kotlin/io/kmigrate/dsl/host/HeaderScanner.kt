package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.TokenKind.END
import io.kmigrate.dsl.host.TokenKind.IDENTIFIER
import io.kmigrate.dsl.host.TokenKind.STRING
import io.kmigrate.dsl.host.TokenKind.SYMBOL
import io.kmigrate.dsl.script.HeaderProblems
import io.kmigrate.dsl.script.HeaderWords

/**
 * Reads a header without a compiler. It believes only literals that stand plainly at the top level,
 * anywhere in the file. All other text that may set a header value makes the header
 * [Header.Computed], to be had by evaluating the script: an answer is right or is not given.
 */
internal class HeaderScanner(private val text: String) {
    private val tokens = KotlinTokens(text)
    private val values = HashMap<String, List<String>>()
    private val brackets = ArrayDeque<Char>()

    /** What the token before says about this one. */
    private var before = Before.BOUNDARY

    fun scan(): Header {
        val empty = tokens.next() == END
        while (tokens.kind != END) {
            if (!step()) {
                return Header.Computed
            }
        }
        if ("revision" !in values) {
            return Header.Missing(empty)
        }
        return if (isValid()) Header.Literal(HeaderWords.revision(values, null))
        else Header.Computed
    }

    /** An invalid header is not ours to judge: evaluated, the script says what is wrong. */
    private fun isValid(): Boolean {
        val ids = HeaderWords.ids.keys.flatMap { values[it].orEmpty() }
        val parents = values["downRevisions"].orEmpty()
        return ids.all { HeaderProblems.ofId("", it) == null } &&
            parents.distinct().size == parents.size &&
            HeaderWords.lists.none { values[it]?.isEmpty() ?: false } &&
            !("downRevision" in values && "downRevisions" in values)
    }

    /** Passes one token, or one header statement; false when the script must be evaluated. */
    private fun step(): Boolean {
        when (tokens.kind) {
            IDENTIFIER -> return name()
            SYMBOL -> pass(symbol())
            else -> pass(Before.END)
        }
        return true
    }

    private fun pass(kind: Before) {
        before = kind
        tokens.next()
    }

    private fun name(): Boolean {
        val name = tokens.name()
        val statement =
            brackets.isEmpty() &&
                (before == Before.BOUNDARY || before == Before.END && tokens.startsLine)
        if (statement && (name == "import" || name == "package")) {
            passLine()
            return true
        }
        val settable =
            name in HeaderWords.all &&
                before != Before.DECLARATION &&
                brackets.lastOrNull() !in ARGUMENTS
        pass(WORDS[name] ?: Before.END)
        val sets = settable && (ASSIGNMENTS.any { tokens.isSymbol(it) } || isCall(name))
        return !sets || statement && !tokens.startsLine && readValue(name)
    }

    private fun isCall(name: String) = name in HeaderWords.lists && tokens.isSymbol("(")

    private fun passLine() {
        do {
            tokens.next()
        } while (!tokens.startsLine && tokens.kind != END && !tokens.isSymbol(";"))
        before = Before.BOUNDARY
    }

    private fun readValue(name: String): Boolean {
        val value =
            when {
                name in HeaderWords.lists -> readArguments()
                tokens.isSymbol("=") ->
                    tokens.next().let { readLiteral(orNull = name in HeaderWords.nullable) }
                else -> null
            }
        if (value == null || values.put(name, value) != null) {
            return false
        }
        before = Before.END
        return tokens.kind == END || tokens.isSymbol(";") || tokens.startsLine && !continues()
    }

    /** A literal, or no value for a null; null when it is neither. Stands behind it afterwards. */
    private fun readLiteral(orNull: Boolean): List<String>? {
        val value =
            when {
                tokens.kind == STRING ->
                    StringLiteral.value(text.substring(tokens.start, tokens.end))?.let {
                        listOf(it)
                    }
                orNull && tokens.kind == IDENTIFIER && tokens.isText("null") -> emptyList()
                else -> null
            }
        tokens.next()
        return value
    }

    private fun readArguments(): List<String>? {
        val arguments = mutableListOf<String>()
        tokens.next()
        while (!tokens.isSymbol(")")) {
            arguments += readLiteral(orNull = false) ?: return null
            if (tokens.isSymbol(",")) {
                tokens.next()
            } else if (!tokens.isSymbol(")")) {
                return null
            }
        }
        tokens.next()
        return arguments
    }

    /** True when this line goes on with the expression of the line before. */
    private fun continues(): Boolean =
        tokens.kind == IDENTIFIER && tokens.isText("as") ||
            LINE_CONTINUATIONS.any { tokens.isSymbol(it) }

    private fun symbol(): Before =
        when (text[tokens.start]) {
            '(' -> open(if (before == Before.CONTROL) CONDITION else '(')
            '[' -> open('[')
            '{' -> open('{')
            ')' -> if (brackets.removeLastOrNull() == CONDITION) Before.CONTINUATION else Before.END
            ']',
            '}' -> Before.END.also { brackets.removeLastOrNull() }
            ';' -> Before.BOUNDARY
            else -> if (ENDINGS.any { tokens.isSymbol(it) }) Before.END else Before.CONTINUATION
        }

    private fun open(bracket: Char): Before = Before.CONTINUATION.also { brackets.addLast(bracket) }

    private enum class Before {
        /** A statement begins here. */
        BOUNDARY,

        /** A statement begins here if a line does. */
        END,
        CONTINUATION,

        /** A condition in parentheses follows. */
        CONTROL,

        /** A name of the script's own follows. */
        DECLARATION,
    }

    private companion object {
        const val CONDITION = 'c'
        val ARGUMENTS = setOf('(', '[', CONDITION)
        val ASSIGNMENTS = listOf("=", "+=")
        val WORDS =
            setOf("if", "while", "for", "when", "catch").associateWith { Before.CONTROL } +
                setOf("val", "var", "fun", "class", "object", "interface", "typealias")
                    .associateWith { Before.DECLARATION } +
                setOf("else", "in", "is", "as", "by", "do", "try", "finally", "throw", "return")
                    .associateWith { Before.CONTINUATION }
        val ENDINGS = listOf("++", "--", "!!", ">", "?", "*")
        val LINE_CONTINUATIONS = listOf(".", "?.", "?:", "&&", "||", "::")
    }
}
