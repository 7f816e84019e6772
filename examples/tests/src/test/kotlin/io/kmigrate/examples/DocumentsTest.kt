package io.kmigrate.examples

import io.kmigrate.examples.MarkdownDocument.Place
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.invariantSeparatorsPathString

/** The links of the documents lead somewhere, and their text follows `docs/style.md`. */
internal class DocumentsTest : FunSpec() {
    private val documents = files().map { MarkdownDocument.read(root, it) }
    private val revised = documents.filterNot { it.path in NOT_YET_REVISED }

    init {
        test("the lists of documents name documents that exist") {
            documents.map { it.path } shouldContainAll SHORT_SENTENCES + NOT_YET_REVISED
        }

        test("every relative link leads to a file, a folder or a heading that exists") {
            brokenLinks(documents).shouldBeEmpty()
        }

        test("no document uses a discouraged term") { discouraged(revised).shouldBeEmpty() }

        test("no sentence begins with what, whoever or that which") {
            withoutSubject(revised).shouldBeEmpty()
        }

        test("no sentence of the README and of getting started has more than $LONGEST words") {
            tooLong(documents.filter { it.path in SHORT_SENTENCES }).shouldBeEmpty()
        }

        test("the checks see what they forbid, and nothing in code") {
            val document = MarkdownDocument("docs/bad.md", BAD.lines())
            brokenLinks(documents + document).map { it.text } shouldBe
                listOf("missing.md", "style.md#no-such-part", "#none")
            discouraged(listOf(document)) shouldBe
                listOf(
                    "docs/bad.md:9: write \"fix\" instead of \"Mended\"",
                    "docs/bad.md:10: write \"anyone who\" instead of \"Whoever\"",
                )
            withoutSubject(listOf(document)).map { it.line } shouldBe listOf(1, 10, 10)
            tooLong(listOf(document)).map { it.line } shouldBe listOf(12)
        }
    }

    private fun brokenLinks(all: List<MarkdownDocument>): List<Place> {
        val anchors = all.associate { it.path to it.anchors }
        return all.flatMap { it.links }
            .filterNot { link ->
                val (file, part) = "${link.text}#".split('#')
                val target =
                    if (file.isEmpty()) link.path
                    else
                        Path.of(link.path)
                            .resolveSibling(file)
                            .normalize()
                            .invariantSeparatorsPathString
                if (part.isEmpty()) root.resolve(target).exists()
                else part in anchors[target].orEmpty()
            }
    }

    private fun discouraged(documents: List<MarkdownDocument>): List<String> =
        documents
            .flatMap { it.passages }
            .flatMap { passage ->
                DISCOURAGED.flatMap { (term, word) ->
                    term.findAll(passage.text).map {
                        "${passage.path}:${passage.line}: write \"$word\" instead of \"${it.value}\""
                    }
                }
            }

    private fun withoutSubject(documents: List<MarkdownDocument>): List<Place> =
        documents
            .flatMap { it.sentences }
            .filter { NO_SUBJECT.matchesAt(it.text, 0) && !it.text.endsWith("?") }

    private fun tooLong(documents: List<MarkdownDocument>): List<Place> =
        documents
            .flatMap { it.sentences }
            .filter { sentence ->
                val words = sentence.text.split(WHITE_SPACE)
                words.count { word -> word.any(Char::isLetterOrDigit) } > LONGEST
            }

    private companion object {
        val root: Path = Path.of("../..").toRealPath()

        const val LONGEST = 25
        val SHORT_SENTENCES = listOf("README.md", "docs/getting-started.md")

        /** Documents whose terms and sentences are not held yet; their links are. */
        val NOT_YET_REVISED = listOf("docs/errors.md")

        val NO_SUBJECT = Regex("(?:what|whoever|that which)\\b", RegexOption.IGNORE_CASE)
        val WHITE_SPACE = Regex("\\s+")

        /** Discouraged terms, as patterns, and the words to use: one word for one idea. */
        val DISCOURAGED: Map<Regex, String> =
            mapOf(
                    "mend(s|ed|ing)?" to "fix",
                    "anew" to "again",
                    "(stand|stands|standing|stood) on" to "parent",
                    "rehears(e|es|ed|al|als|ing)" to "dry run",
                    "half[- ](done|applied)" to "unfinished",
                    "half[- ]?way" to "partway",
                    "adopt(s|ed|ing|ion)?" to "baseline",
                    "undo(es|ne|ing)?" to "revert",
                    "(take|takes|taking|taken|took) back" to "revert",
                    "way back" to "downgrade",
                    "(go|goes|going|went) on" to "continue",
                    "whoever" to "anyone who",
                    "somebody" to "someone",
                    "nobody" to "no one",
                    "that which" to "the thing that",
                    "(has|have|had) no words? for" to "cannot express",
                    "need(s|ed)? not" to "does not need to",
                    "in the place of" to "instead of",
                    "belongs? into" to "belongs in",
                    "alike" to "both",
                    "forth" to "again",
                    "(told|tells) of" to "reports",
                    "likeness" to "similarity",
                    "likeliest" to "most likely",
                    "as ever" to "as always",
                )
                .mapKeys { (term, _) -> Regex("\\b(?:$term)\\b", RegexOption.IGNORE_CASE) }

        val BAD =
            """
            # What stays

            Links: [a](missing.md), [b](style.md#no-such-part), [c](style.md#tools), [d](#what-stays),
            [e](https://example.org), [f](#none), `[g](code.md)`, [h](../examples).

            ```sh
            mend [i](block.md)
            ```
            | a cell | Mended `anew` |
            - Whoever reads this. What is it? What it is.

            A long sentence of one two three four five six seven eight nine ten eleven twelve thirteen fourteen
            fifteen sixteen seventeen eighteen nineteen twenty twenty-one `twenty-two`. A short one.
            """
                .trimIndent()

        /** All documents of the project, without copies that a build made. */
        fun files(): List<String> =
            root
                .toFile()
                .walkTopDown()
                .onEnter { it.toPath() == root || !it.isHidden && it.name != "target" }
                .filter { it.isFile && it.extension == "md" }
                .map { it.relativeTo(root.toFile()).invariantSeparatorsPath }
                .sorted()
                .toList()
    }
}
