package io.kmigrate.examples

import io.kmigrate.examples.MarkdownDocument.Place
import io.kmigrate.testing.PlainEnglish
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

    init {
        test("the lists of documents name documents that exist") {
            documents.map { it.path } shouldContainAll SHORT_SENTENCES
        }

        test("every relative link leads to a file, a folder or a heading that exists") {
            brokenLinks(documents).shouldBeEmpty()
        }

        test("no document uses a discouraged term") { discouraged(documents).shouldBeEmpty() }

        test("no sentence begins with what, whoever or that which") {
            withoutSubject(documents).shouldBeEmpty()
        }

        test(
            "no sentence of the README and of getting started has more than ${PlainEnglish.LONGEST} words"
        ) {
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
                PlainEnglish.discouraged(passage.text).map {
                    "${passage.path}:${passage.line}: $it"
                }
            }

    private fun withoutSubject(documents: List<MarkdownDocument>): List<Place> =
        documents.flatMap { it.sentences }.filter { PlainEnglish.hasNoSubject(it.text) }

    private fun tooLong(documents: List<MarkdownDocument>): List<Place> =
        documents.flatMap { it.sentences }.filter { PlainEnglish.isTooLong(it.text) }

    private companion object {
        val root: Path = Path.of("../..").toRealPath()

        val SHORT_SENTENCES = listOf("README.md", "docs/getting-started.md")

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
