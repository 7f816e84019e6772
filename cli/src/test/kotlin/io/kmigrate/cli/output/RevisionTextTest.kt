package io.kmigrate.cli.output

import io.kmigrate.graph.RevisionGraph
import io.kmigrate.revision.Revision
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** A revision may have thousands of parents, and a message of a megabyte. */
internal class RevisionTextTest :
    FunSpec({
        fun revision(id: String, parents: List<String>, message: String) =
            Revision(id, parents, listOf(), listOf(), message, "$id.kts")

        val parents = (1..5_000).map { "p$it" }
        val merge = revision("m", parents, "two\n" + "x".repeat(1_000_000))
        val graph = RevisionGraph.of(parents.map { revision(it, listOf(), "") } + merge)
        val text = RevisionText(graph, Paint(false))

        test("a line names some of many parents, and says how many more there are") {
            val line = text.line(merge)
            line shouldContain "p19, p20 and 4,980 more"
            line.length shouldBeLessThan 2_000
        }

        test("the details name all parents, and cut a message that no one reads") {
            val details = text.details(merge)
            details shouldContain "p4999, p5000"
            details shouldContain "… (1,000,004 characters in all)"
        }

        test("on a terminal, the details break between words, and never within a path") {
            val few = listOf("one", "two", "three").map { revision(it, listOf(), "made $it") }
            val path = "migrations/" + "long_".repeat(10) + ".kts"
            val joined = Revision("m", few.map { it.id() }, listOf(), listOf(), "a\nb", path)
            RevisionText(RevisionGraph.of(few + joined), Paint(false), columns = 40)
                .details(joined) shouldBe
                """
                revision    m (head)
                message     a
                            b
                parents     one "made one", two "made
                            two", three "made three"
                path        $path
                """
                    .trimIndent()
        }
    })
