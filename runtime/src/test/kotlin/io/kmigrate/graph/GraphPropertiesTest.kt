package io.kmigrate.graph

import io.kmigrate.failure.ErrorCode
import io.kmigrate.history.History
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Planner
import io.kmigrate.plan.Route
import io.kmigrate.plan.Status
import io.kmigrate.revision.Revision
import io.kmigrate.testing.seed
import io.kotest.common.ExperimentalKotest
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.property.Arb
import io.kotest.property.PropTestConfig
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.checkAll

/** A failure prints its seed; `-Dgraph.seed=SEED` repeats it. `-Dgraph.count` tries more. */
@OptIn(ExperimentalKotest::class)
class GraphPropertiesTest :
    FunSpec({
        val config =
            PropTestConfig(
                seed = seed("graph.seed"),
                iterations = Integer.getInteger("graph.count", 500),
            )

        test("an upgrade puts parents and dependencies before a revision, and each revision once") {
            checkAll(config, samples) { sample ->
                val route = sample.upgrade("heads")
                val done = sample.graph.applied(sample.rows()).ids().toMutableSet()
                for (move in route.moves()) {
                    done shouldContainAll move.revision().parents() + move.revision().dependsOn()
                    done.add(move.revision().id()) shouldBe true
                }
                done.size shouldBe sample.graph.size()
                route.rowsAfter() shouldBe sample.graph.effectiveHeads().ids()
            }
        }

        test("a downgrade never reverts a parent or dependency of an applied revision") {
            checkAll(config, samples) { sample ->
                val done = sample.graph.applied(sample.rows()).ids().toMutableSet()
                for (move in
                    Planner(sample.graph, sample.history())
                        .downgrade(Target.parse("base"))
                        .moves()) {
                    done shouldContain move.revision().id()
                    done -= move.revision().id()
                    done
                        .flatMap { sample.needs(it) }
                        .toSet()
                        .contains(move.revision().id()) shouldBe false
                }
                done shouldBe emptySet()
            }
        }

        test("after each move the rows are the maximal elements of what is applied") {
            checkAll(config, samples) { sample ->
                for (route in listOf(sample.upgrade("heads"), sample.downgrade("base"))) {
                    var applied = sample.graph.applied(sample.rows())
                    for (move in route.moves()) {
                        val moved = sample.graph.setOf(listOf(move.revision()))
                        applied =
                            if (move.direction() == Direction.UP) applied.union(moved)
                            else applied.minus(moved)
                        move.rowsAfter() shouldBe sample.graph.rows(applied)
                        sample.graph.applied(move.rowsAfter()) shouldBe applied
                    }
                }
            }
        }

        test("up to one revision and down again restores the rows") {
            checkAll(config, samples) { sample ->
                for (target in Status(sample.graph, sample.history()).pending()) {
                    if (sample.parentsApplied(target)) {
                        val up = sample.upgrade(target.id())
                        val down = sample.back(up, target)
                        down.rowsAfter() shouldBe
                            sample.graph.rows(sample.graph.applied(sample.rows()))
                        down.moves().map { it.revision() } shouldBe
                            up.moves().map { it.revision() }.reversed()
                    }
                }
            }
        }

        test("a plan depends neither on the order of the scripts nor on earlier plans") {
            checkAll(config, samples) { sample ->
                val sorted = Sample(sample.revisions.sortedBy { it.id() }, sample.picked)
                sample.upgrade("heads") shouldBe sorted.upgrade("heads")
                sample.downgrade("base") shouldBe sorted.downgrade("base")
                sample.upgrade("heads") shouldBe sample.upgrade("heads")
            }
        }

        test("every cycle is reported, with revisions on it") {
            checkAll(config, knots) { revisions ->
                val failure = runCatching { RevisionGraph.of(revisions) }.exceptionOrNull()
                failure.shouldBeInstanceOf<BrokenGraphException>()
                failure.problems().map { it.code() }.toSet() -
                    setOf(ErrorCode.CYCLE, ErrorCode.DEPENDENCY_CYCLE) shouldBe emptySet()
            }
        }
    })

private fun Sample.rows() =
    graph.rows(graph.setOf(picked.map { graph.find(it).orElseThrow() }).withAncestors(Links.ALL))

private fun Sample.history() = History.of(rows())

private fun Sample.upgrade(target: String): Route =
    Planner(graph, history()).upgrade(Target.parse(target))

private fun Sample.downgrade(target: String): Route =
    Planner(graph, history()).downgrade(Target.parse(target))

private fun Sample.needs(id: String) =
    graph.find(id).orElseThrow().let { it.parents() + it.dependsOn() }

/** Only then an upgrade to the revision is one move, and taking that move back is one too. */
private fun Sample.parentsApplied(revision: Revision) =
    graph.applied(rows()).ids().containsAll(revision.parents() + revision.dependsOn())

private fun Sample.back(up: Route, target: Revision): Route {
    val goal = graph.setOf(graph.parents(target)).newestFirst().firstOrNull()?.id() ?: "base"
    return Planner(graph, History.of(up.rowsAfter()))
        .downgrade(Target.parse("${target.id()}@$goal"))
}

/** A graph with one link turned the wrong way. */
private val knots: Arb<List<Revision>> = arbitrary { source ->
    val revisions = generateSequence {
        randomRevisions(source)
    }
        .first { it.any { one -> one.parents().isNotEmpty() } }
    val upper = revisions.filter { it.parents().isNotEmpty() }.random(source.random)
    val byId = revisions.associateBy { it.id() }
    var lower = byId.getValue(upper.parents().random(source.random))
    while (lower.parents().isNotEmpty() && source.random.nextBoolean()) {
        lower = byId.getValue(lower.parents().random(source.random))
    }
    val asParent = source.random.nextBoolean()
    revisions.map {
        if (it != lower) it
        else
            Revision(
                it.id(),
                if (asParent) it.parents() + upper.id() else it.parents(),
                if (asParent) it.dependsOn() else it.dependsOn() + upper.id(),
                it.branchLabels(),
                it.message(),
                it.path(),
            )
    }
}
