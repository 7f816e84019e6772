package io.kmigrate.run

import io.kmigrate.graph.drawn
import io.kmigrate.graph.graph
import io.kmigrate.history.AppliedPlace
import io.kmigrate.history.History
import io.kmigrate.history.RecordedPlace
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.util.Optional

/**
 * What is missing, and what has moved, for a graph that was applied and one that the scripts have
 * now.
 */
class LateCheckTest :
    FunSpec({
        /**
         * @property applied the graph when its revisions were applied; those in [known] have a row
         *   in the history
         */
        data class Case(
            val name: String,
            val applied: String,
            val known: String,
            val rows: String,
            val now: String,
            val missing: String = "",
            val moved: String = "",
        )
        listOf(
                Case("nothing changed", "a, a <- b", "a b", "b", "a, a <- b"),
                Case("a head is new", "a, a <- b", "a b", "b", "a, a <- b, b <- c"),
                Case("a branch is new", "a, a <- b", "a b", "b", "a, a <- b, a <- c"),
                Case("one between", "a, a <- b", "a b", "b", "a, a <- l, l <- b", "l", "b"),
                Case(
                    "two between",
                    "a, a <- b",
                    "a b",
                    "b",
                    "a, a <- l, l <- m, m <- b",
                    "l m",
                    "b",
                ),
                Case(
                    "one beneath the base",
                    "a, a <- b",
                    "a b",
                    "b",
                    "l, l <- a, a <- b",
                    "l",
                    "a",
                ),
                Case(
                    "one in a branch of a merge",
                    "a, a <- b, a <- c, b+c <- d",
                    "a b c d",
                    "d",
                    "a, a <- b, a <- c, c <- l, b+l <- d",
                    "l",
                    "d",
                ),
                Case(
                    "a second parent",
                    "a, a <- b",
                    "a b",
                    "b",
                    "a, l, a+l <- b",
                    "l",
                    "b",
                ),
                Case("a dependency", "a, a <- b", "a b", "b", "a, l, a <- b [l]", "l"),
                Case(
                    "a dependency that was there",
                    "a, l, a <- b [l]",
                    "a b",
                    "b",
                    "a, l, a <- b [l]",
                ),
                Case("one by its label", "a, l @x, a <- b [x]", "a b", "b", "a, l @x, a <- b [x]"),
                Case(
                    "one beneath a dependency",
                    "a, l, a <- b [l]",
                    "a b l",
                    "b",
                    "a, m, m <- l, a <- b [l]",
                    "m",
                    "l",
                ),
                Case(
                    "one beneath a row, another row beside it",
                    "a, a <- b, a <- c",
                    "a b c",
                    "b c",
                    "a, a <- l, l <- b, a <- c",
                    "l",
                    "b",
                ),
                Case(
                    "another order",
                    "a, a <- b, b <- c",
                    "a b c",
                    "c",
                    "a, a <- c, c <- b",
                    "",
                    "c b",
                ),
                Case(
                    "a parent that was applied, too",
                    "a, a <- b, a <- c",
                    "a b c",
                    "b c",
                    "a, a <- b, b <- c",
                    "",
                    "c",
                ),
                Case("parents in another order", "a, b, a+b <- c", "a b c", "c", "a, b, b+a <- c"),
                Case("a script is gone", "a, a <- b, b <- c", "a b c", "c", "a, a <- c", "", "c"),
                // Where another tool or an earlier version applied what is beneath, nobody knows.
                Case("no history", "a, a <- b", "", "b", "a, a <- l, l <- b"),
                Case(
                    "beneath what has no row",
                    "a, a <- b, b <- c",
                    "c",
                    "c",
                    "a, a <- l, l <- b, b <- c",
                ),
                Case(
                    "above what has no row",
                    "a, a <- b, b <- c",
                    "c",
                    "c",
                    "a, a <- b, b <- l, l <- c",
                    "l",
                    "c",
                ),
                Case(
                    "a row that the history does not know",
                    "a, a <- b, b <- c",
                    "a b",
                    "c",
                    "a, a <- l, l <- b, b <- c",
                    "l",
                    "b",
                ),
            )
            .forEach { case ->
                test(case.name) {
                    val places =
                        drawn(case.applied)
                            .filter { it.id() in names(case.known) }
                            .associate { it.id() to Optional.of(RecordedPlace.of(it)) }
                            .mapValues { AppliedPlace(it.value, it.value) }
                    val late =
                        LateCheck(graph(case.now), History.of(names(case.rows)), places).late()
                    late.missing().ids() shouldContainExactly names(case.missing)
                    late.moved().map { it.revision().id() } shouldContainExactly names(case.moved)
                }
            }

        test("rows of an earlier version, which have no places, make nothing missing") {
            val nothing = AppliedPlace(Optional.empty(), Optional.empty())
            val late =
                LateCheck(
                        graph("a, a <- l, l <- b"),
                        History.of("b"),
                        mapOf("a" to nothing, "b" to nothing),
                    )
                    .late()
            late.isEmpty shouldBe true
        }
    })

private fun names(text: String) = text.split(' ').filter { it.isNotEmpty() }
