package io.kmigrate.graph

import io.kmigrate.failure.MigrationException
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class RevisionGraphTest :
    FunSpec({
        test("a graph knows its heads, bases, forks and merges") {
            val graph = graph("a, a <- b, a <- c, b+c <- d, x, x <- y [d]")
            graph.heads().ids() shouldBe listOf("d", "y")
            graph.effectiveHeads().ids() shouldBe listOf("y")
            graph.bases().ids() shouldBe listOf("a", "x")
            graph.branchPoints().ids() shouldBe listOf("a")
            graph.mergePoints().ids() shouldBe listOf("d")
        }

        val heads =
            listOf(
                Triple("a, a <- bb, a <- dd [bb]", "head", "dd"),
                Triple("a, a <- bb, a <- cc [bb], cc <- dd", "head", "dd"),
                Triple("a, a <- bb, x, x <- dd [bb]", "head", "dd"),
                Triple("a @lib, a <- bb, x [lib], x <- dd [bb]", "head", "dd"),
                Triple("a @lib, a <- bb, a <- dd [bb]", "lib@head", "dd"),
                Triple("a @lib, a <- bb, x [bb] @app", "lib@head", "bb"),
                Triple("a, a <- bb, a <- cc [bb], a <- dd [cc]", "head", "dd"),
                Triple("a, a <- bb, a <- dd", "head", "multiple-heads"),
                Triple("a, a <- bb, a <- cc, a <- dd [bb]", "head", "multiple-heads"),
                Triple("a @lib, a <- bb, a <- cc, x [bb]", "lib@head", "multiple-heads"),
                Triple("", "head", "base"),
                Triple("", "none@head", "unknown-revision"),
                Triple("", "none@heads", "unknown-revision"),
                Triple("", "none@base", "unknown-branch"),
            )
        for ((drawing, target, expected) in heads) {
            test("in \"$drawing\" $target is $expected") {
                val resolver = Resolver(graph(drawing))
                val found =
                    try {
                        resolver.one(Target.parse(target)).map { it.id() }.orElse("base")
                    } catch (failure: MigrationException) {
                        failure.problems().single().code().text()
                    }
                found shouldBe expected
            }
        }

        test("branches run as a whole, and file names decide ties") {
            graph("a, a <- b2, b2 <- b9, a <- c1, c1 <- c5, b9+c5 <- d").all().toString() shouldBe
                "[a, b2, b9, c1, c5, d]"
        }

        val rows =
            listOf(
                Triple("a, a <- b, a <- c", listOf("b", "c"), listOf("b", "c")),
                Triple("a, a <- b, a <- c, b+c <- d", listOf("d"), listOf("d")),
                Triple("a, a <- b, a <- c, b+c <- d", listOf("b", "a"), listOf("b")),
                Triple("a, a <- b, x, x <- y [b]", listOf("y", "b"), listOf("y")),
                Triple("a, a <- b, x, x <- y [b]", listOf("b", "x"), listOf("b", "x")),
                Triple("a @lib, a <- b, x [lib]", listOf("x"), listOf("x")),
                Triple("a", listOf(), listOf()),
            )
        for ((drawing, found, expected) in rows) {
            test("in $drawing the rows for $found are $expected") {
                val graph = graph(drawing)
                graph.rows(graph.applied(found)) shouldBe expected
            }
        }

        val labels =
            mapOf(
                "a, a <- b @x, b <- c" to "a=[x] b=[x] c=[x]",
                "a, a <- b @x, b <- c, a <- d" to "a=[] b=[x] c=[x] d=[]",
                "a, a <- b @x, b <- c, b <- d" to "a=[] b=[x] c=[x] d=[x]",
                "a, a <- b, a <- c, b+c <- d @x, d <- e" to "a=[] b=[] c=[] d=[x] e=[x]",
                "a, a <- b @x, a <- c @y, b+c <- d" to "a=[] b=[x] c=[y] d=[x, y]",
                "a, a <- b @x, z [a]" to "a=[] b=[x] z=[]",
            )
        for ((drawing, expected) in labels) {
            test("in $drawing the labels are $expected") {
                val graph = graph(drawing)
                graph
                    .all()
                    .sortedBy { it.id() }
                    .joinToString(" ") { "${it.id()}=${graph.branchLabels(it)}" } shouldBe expected
            }
        }

        test("a dependency that an ancestor has is not repeated") {
            val graph = graph("a, a <- b, x [a], x <- y [a+b]")
            val y = graph.find("y").orElseThrow()
            graph.dependencies(y).map { it.id() } shouldBe listOf("a", "b")
            graph.normalizedDependencies(y).ids() shouldBe listOf("b")
        }
    })
