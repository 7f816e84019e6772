package io.kmigrate.cli.output

import io.kmigrate.cli.ProcessContext
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.revision.Revision
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import java.nio.file.Path

internal class GraphDrawingTest : FunSpec() {
    /** Oldest first: `a`, `b: a`, `c: a b` for a merge, `d: c ~a` for a dependency. */
    private fun graph(text: String): RevisionGraph =
        RevisionGraph.of(
            text.split(", ").map { node ->
                val names = node.substringAfter(": ", "").split(' ').filter { it.isNotEmpty() }
                val (dependencies, parents) = names.partition { it.startsWith("~") }
                val id = node.substringBefore(':')
                Revision(id, parents, dependencies.map { it.drop(1) }, listOf(), "", "$id.kts")
            }
        )

    private fun draw(
        text: String,
        strokes: Strokes = Strokes.UNICODE,
        shown: (Revision) -> Boolean = { true },
    ): String {
        val graph = graph(text)
        val revisions = graph.all().newestFirst().filter(shown)
        return "\n" + GraphDrawing(graph, strokes, Paint(false)).of(revisions) { it.id() } + "\n"
    }

    private fun surroundings(variables: Map<String, String>): ProcessContext =
        ProcessContext(variables, Path.of(""), System.out, System.err)

    init {
        test("a graph of any width is drawn in bounded lines") {
            for (width in listOf(49, 50, 51, 500, 5_000)) {
                val parents = (1..width).map { "p$it" }
                val shapes =
                    mapOf(
                        "merge" to
                            listOf(
                                listOf("root"),
                                parents.map { "$it: root" },
                                listOf("m: " + parents.joinToString(" ")),
                            ),
                        "heads" to listOf(listOf("root"), parents.map { "$it: root" }),
                        "dependencies" to
                            listOf(parents, listOf("m: " + parents.joinToString(" ") { "~$it" })),
                    )
                for ((name, parts) in shapes) {
                    val graph = graph(parts.flatten().joinToString(", "))
                    val drawing = GraphDrawing(graph, Strokes.ASCII, Paint(false))
                    val lines = drawing.of(graph.all().newestFirst()) { it.id() }.lines()
                    withClue("$name of $width") {
                        lines.maxOf { it.length } shouldBeLessThan 120
                        graph.all().newestFirst().filterNot { revision ->
                            lines.any { it.endsWith(" ${revision.id()}") }
                        } shouldBe emptyList()
                        drawing.lanesLeftOut shouldBe maxOf(0, width - 50)
                        lines.any { '~' in it } shouldBe (width > 50)
                    }
                }
            }
        }

        test("a line") {
            draw("a, b: a, c: b") shouldBe
                """
                ● c
                ● b
                ○ a
                """
                    .drawing()
        }

        test("a fork joins where it began") {
            draw("a, b: a, c: a") shouldBe
                """
                ● c
                │ ● b
                ├─╯
                ○ a
                """
                    .drawing()
        }

        test("a merge of a fork") {
            draw("a, b: a, c: a, d: b c") shouldBe
                """
                ● d
                ├─╮
                │ ● c
                ● │ b
                ├─╯
                ○ a
                """
                    .drawing()
        }

        test("three branches from one revision, merged at once") {
            draw("a, b: a, c: a, d: a, e: b c d") shouldBe
                """
                ● e
                ├─┬─╮
                │ │ ● d
                │ ● │ c
                ● │ │ b
                ├─┴─╯
                ○ a
                """
                    .drawing()
        }

        test("a dependency is dotted") {
            draw("a, b: a, x, y: x ~b") shouldBe
                """
                ● y
                ├─╮
                ○ ┊ x
                  ● b
                  ○ a
                """
                    .drawing()
        }

        test("lines pass and cross those of other branches") {
            draw("a, b: a, c: a, d: a, e: b d, f: c, x, y: x, z: y ~c") shouldBe
                """
                ● z
                ├─╮
                ● ┊ y
                ○ ┊ x
                ● ┊ e
                ├─┼─╮
                │ ┊ ● d
                │ ┊ │ ● f
                │ ├─┼─╯
                │ ● │ c
                ● │ │ b
                ├─┴─╯
                ○ a
                """
                    .drawing()
        }

        test("bases without a common revision stand apart") {
            draw("a, b: a, x, y: x") shouldBe
                """
                ● y
                ○ x
                ● b
                ○ a
                """
                    .drawing()
        }

        test("a part of the graph ends at the cut") {
            draw("a, b: a, c: a, d: b c") { it.id() != "a" && it.id() != "c" } shouldBe
                """
                ● d
                ○ b
                """
                    .drawing()
        }

        test("a terminal without other characters gets plain ones") {
            draw("a, b: a, c: a, d: b c, x: d ~a", Strokes.ASCII) shouldBe
                """
                * x
                |-\
                * : d
                |-+-\
                | : * c
                * : | b
                |-+-/
                o a
                """
                    .drawing()
        }

        test("the locale decides, the strongest variable first") {
            fun of(vararg variables: Pair<String, String>) =
                if (surroundings(mapOf(*variables)).hasUnicode) "unicode" else "ascii"
            of() shouldBe "ascii"
            of("LANG" to "en_US.UTF-8") shouldBe "unicode"
            of("LANG" to "C.utf8") shouldBe "unicode"
            of("LANG" to "en_US.UTF-8", "LC_ALL" to "C") shouldBe "ascii"
            of("LC_ALL" to "", "LC_CTYPE" to "de_DE.UTF-8@euro") shouldBe "unicode"
            of("LANG" to "de_DE.ISO-8859-1") shouldBe "ascii"
        }
    }

    private fun String.drawing(): String = "\n" + trimIndent() + "\n"
}
