package io.kmigrate.graph

import io.kmigrate.failure.ErrorCode
import io.kmigrate.history.History
import io.kmigrate.plan.Planner
import io.kmigrate.revision.Revision
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.time.Duration.Companion.seconds

/**
 * Ten times the size we promise to handle at once, in many times the time it takes: anything worse
 * than linear would need minutes here, and a recursion would overflow the stack.
 */
class GraphSizeTest :
    FunSpec({
        val size = 100_000
        val shapes =
            mapOf<String, (Int) -> Revision>(
                "one line" to { revision(it, parent = it - 1) },
                "a hundred lines" to { revision(it, parent = it - 100) },
                "lines that depend on each other" to
                    {
                        revision(
                            it,
                            parent = it - 2,
                            dependency = if (it % 2 == 1) it - 1 else it - 3,
                        )
                    },
                "forks and merges" to
                    {
                        if (it % 3 == 0) Revision.of(id(it), *mergeOf(it))
                        else revision(it, parent = it / 3 * 3)
                    },
            )
        for ((shape, revision) in shapes) {
            test("$size revisions in $shape are loaded, planned and reverted").config(
                timeout = 60.seconds
            ) {
                val graph = RevisionGraph.of(List(size, revision).reversed())
                val up = Planner(graph, History.EMPTY).upgrade(Target.parse("heads"))
                up.moves().size shouldBe size
                val down =
                    Planner(graph, History.of(up.rowsAfter())).downgrade(Target.parse("base"))
                down.moves().size shouldBe size
                down.rowsAfter() shouldBe emptyList()
            }
        }

        test("a cycle through $size revisions is found") {
            val revisions = List(size) { Revision.of(id(it), id((it + 1) % size)) }
            shouldThrow<BrokenGraphException> { RevisionGraph.of(revisions) }.code() shouldBe
                ErrorCode.CYCLE
        }
    })

private fun id(number: Int) = "r%06d".format(number)

private fun mergeOf(number: Int) =
    if (number == 0) emptyArray() else arrayOf(id(number - 1), id(number - 2))

private fun revision(number: Int, parent: Int, dependency: Int = -1) =
    Revision(
        id(number),
        if (parent < 0 || parent == number) emptyList() else listOf(id(parent)),
        if (dependency < 0) emptyList() else listOf(id(dependency)),
        emptyList(),
        "",
        null,
    )
