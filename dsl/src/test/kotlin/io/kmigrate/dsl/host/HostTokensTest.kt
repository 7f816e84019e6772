package io.kmigrate.dsl.host

import io.kmigrate.testing.seed
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.random.Random
import org.jetbrains.kotlin.com.intellij.psi.tree.IElementType
import org.jetbrains.kotlin.lexer.KotlinLexer
import org.jetbrains.kotlin.lexer.KtTokens

/** The compiler's own lexer is the judge of where literals and comments end. */
class HostTokensTest :
    FunSpec({
        test("tokens end where the compiler's lexer ends them, also in hostile text") {
            val seed = seed("tokens.seed")
            val random = Random(seed)
            repeat(Integer.getInteger("tokens.count", 20_000)) { round ->
                val text = buildString {
                    repeat(random.nextInt(1, 24)) { append(FRAGMENTS.random(random)) }
                    // Without it, the compiler's lexer takes a first line `#!` for an operator.
                    append('\n')
                }
                withClue("-Dtokens.seed=$seed, round $round, text <<<$text>>>") {
                    ours(text) shouldBe theirs(text)
                }
            }
        }

        test("deep nesting needs no stack") {
            val depth = 200_000
            val tokens = KotlinTokens("\"\${".repeat(depth) + "}\"".repeat(depth) + " x")
            tokens.next() shouldBe TokenKind.STRING
            tokens.next() shouldBe TokenKind.IDENTIFIER
            KotlinTokens("/*".repeat(depth)).next() shouldBe TokenKind.END
        }
    }) {
    private companion object {
        /** No lone backtick: no text with one compiles, and lexers differ on where it ends. */
        val FRAGMENTS =
            listOf(
                "\"",
                "\"",
                "\"\"\"",
                "\"\"\"\"",
                "\"\"",
                "$",
                "$$",
                "\${",
                "{",
                "}",
                "}",
                "\$a",
            ) +
                listOf("\$this", "\$`a b`", "/*", "*/", "//", "/**", "/**/", "/", "*", "\n", "\n") +
                listOf(
                    "'",
                    "'a'",
                    "'\\''",
                    "\\",
                    "\\\\",
                    "\\\"",
                    "\\u0041",
                    "`a b`",
                    "#!",
                    "#",
                ) +
                listOf(
                    "a",
                    "revision",
                    " = ",
                    " 1 ",
                    " 1.5 ",
                    "(",
                    ")",
                    "[",
                    "]",
                    ";",
                    "@file:",
                    "é",
                ) +
                listOf(
                    "_",
                    " ",
                    "\t",
                    "->",
                    "?.",
                    "::",
                    "\u00a0",
                    "😀",
                    "$\"",
                    "$$\"\"\"",
                    "!=",
                    ".",
                )

        const val BRACKETS = "(){}[]"

        fun ours(text: String): List<String> {
            val tokens = KotlinTokens(text)
            return generateSequence { tokens.next().takeIf { it != TokenKind.END } }
                .filter { it != TokenKind.NUMBER }
                .filter { it != TokenKind.SYMBOL || text[tokens.start] in BRACKETS }
                .map { "$it ${tokens.start}-${tokens.end}" }
                .toList()
        }

        fun theirs(text: String): List<String> {
            val lexer = KotlinLexer().apply { start(text) }
            val found = mutableListOf<String>()
            while (lexer.tokenType != null) {
                val start = lexer.tokenStart
                val kind = kind(lexer.tokenType!!, text[start])
                if (kind == TokenKind.STRING) passString(lexer) else lexer.advance()
                if (kind != null) {
                    found += "$kind $start-${lexer.tokenStart}"
                }
            }
            return found
        }

        fun kind(type: IElementType, first: Char): TokenKind? =
            when {
                type == KtTokens.OPEN_QUOTE || type == KtTokens.INTERPOLATION_PREFIX ->
                    TokenKind.STRING
                type == KtTokens.CHARACTER_LITERAL -> TokenKind.CHARACTER
                type == KtTokens.IDENTIFIER ||
                    KtTokens.KEYWORDS.contains(type) && first.isLetter() -> TokenKind.IDENTIFIER
                KtTokens.COMMENTS.contains(type) || KtTokens.WHITESPACES.contains(type) -> null
                first in BRACKETS -> TokenKind.SYMBOL
                else -> null
            }

        fun passString(lexer: KotlinLexer) {
            var depth = 0
            do {
                val type = lexer.tokenType ?: return
                when (type) {
                    KtTokens.OPEN_QUOTE -> depth++
                    KtTokens.CLOSING_QUOTE,
                    KtTokens.DANGLING_NEWLINE -> depth--
                }
                lexer.advance()
            } while (depth > 0 || type == KtTokens.INTERPOLATION_PREFIX)
        }
    }
}
