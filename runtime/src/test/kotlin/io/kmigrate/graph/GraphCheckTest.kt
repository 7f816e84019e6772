package io.kmigrate.graph

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem
import io.kmigrate.revision.Revision
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe

class GraphCheckTest :
    FunSpec({
        val wrongs =
            mapOf(
                "a <- b, a" to emptyList(),
                "a, a <- b, a <- b" to listOf("duplicate-id: revision b is present more than once"),
                "a, a0b1c <- b" to
                    listOf(
                        "missing-parent: revision b names the parent \"a0b1c\", which no script has"
                    ),
                "a, a <- b [gone]" to
                    listOf(
                        "missing-dependency: revision b names the dependency \"gone\", which no script has"
                    ),
                "a, b <- b" to listOf("self-loop: revision b is its own parent"),
                "a, a <- b [b]" to listOf("dependency-self-loop: revision b depends on itself"),
                "a, a <- b [x] @x" to listOf("dependency-self-loop: revision b depends on itself"),
                "c <- a, a <- b, b <- c" to
                    listOf("cycle: revisions follow each other in a circle: a -> c -> b -> a"),
                "r, r+c <- a, a <- b, b <- c, c <- d" to
                    listOf("cycle: revisions follow each other in a circle: a -> c -> b -> a"),
                "b <- a, a <- b, d <- c, c <- d" to
                    listOf(
                        "cycle: revisions follow each other in a circle: a -> b -> a",
                        "cycle: revisions follow each other in a circle: c -> d -> c",
                    ),
                "a [d], a <- b, c, c <- d [b]" to
                    listOf(
                        "dependency-cycle: revisions follow or depend on each other in a circle: " +
                            "a -> d -> b -> a"
                    ),
                "a @x, b @x" to
                    listOf(
                        "duplicate-label: branch label \"x\" of revision b is already used by revision a"
                    ),
                "a, a <- b @a" to
                    listOf(
                        "duplicate-label: branch label \"a\" of revision b is also the id of a revision"
                    ),
                "a <- b-2, a" to listOf("illegal-id: \"b-2\" cannot be a revision id"),
                "a, b@c" to listOf("illegal-id: \"b@c\" cannot be a revision id"),
                "head" to listOf("illegal-id: \"head\" cannot be a revision id"),
                "a @x-1" to listOf("illegal-label: \"x-1\" cannot be a branch label"),
                "a @long-name" to emptyList(),
            )
        for ((drawing, expected) in wrongs) {
            test("$drawing: ${expected.size} problems") {
                problems(drawn(drawing)).map {
                    "${it.code()}: ${it.message().substringBefore(" (")}"
                } shouldBe expected
            }
        }

        test("all problems are reported at once, in file order, each with a place and a fix") {
            val problems = problems(drawn("a, b <- b, nowhere <- c [gone] @x, a <- d @x"))
            problems.map { it.code() } shouldContainExactly
                listOf(
                    ErrorCode.SELF_LOOP,
                    ErrorCode.MISSING_PARENT,
                    ErrorCode.MISSING_DEPENDENCY,
                    ErrorCode.DUPLICATE_LABEL,
                )
            problems.map { it.location()?.file() } shouldContainExactly
                listOf("b", "c", "c", "d").map { "migrations/$it.migration.kts" }
            problems.forEach { it.fix().shouldNotBeNull() }
        }

        test("an id is as long as the version table allows") {
            problems(listOf(Revision.of("a".repeat(255)))) shouldBe emptyList()
            problems(listOf(Revision.of("a".repeat(256)))).map { it.code() } shouldBe
                listOf(ErrorCode.ILLEGAL_ID)
        }

        test("white space and an empty text are no ids") {
            for (id in listOf("a b", "a\t", "")) {
                problems(listOf(Revision.of(id))).map { it.code() } shouldBe
                    listOf(ErrorCode.ILLEGAL_ID)
            }
        }

        test("a mistyped parent is refused with the nearest names") {
            problems(drawn("8f2a6c01b7de, 8f2a6c01b7ed <- b")).single().fix()?.command() shouldBe
                "did you mean \"8f2a6c01b7de\"?"
        }

        test("a parent that is a label is refused with the revision") {
            problems(drawn("a @billing, billing <- b")).single().fix()?.command() shouldBe
                "\"billing\" is a branch label: name the revision a"
        }

        test("the same problems are found in any order of the scripts") {
            val revisions =
                drawn("a, b <- b, nowhere <- c, a <- d, f <- e, e <- f, e <- g @x, d <- h @x")
            problems(revisions.reversed()) shouldBe problems(revisions)
        }
    })

private fun problems(revisions: List<Revision>): List<Problem> =
    if (runCatching { RevisionGraph.of(revisions) }.isSuccess) emptyList()
    else shouldThrow<BrokenGraphException> { RevisionGraph.of(revisions) }.problems()
