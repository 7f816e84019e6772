package io.kmigrate.graph

import io.kmigrate.plan.Direction
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.io.File
import java.io.Reader

/**
 * We answer as Alembic does, wherever its answer is one to copy. `-Dgraph.vectors=FILE` tries
 * another file of the format.
 */
class GraphVectorsTest :
    FunSpec({
        for (vector in open().use(GraphVector::read)) {
            test(vector.name) { difference(vector, GraphAnswer.to(vector)) shouldBe null }
        }
    })

private fun open(): Reader =
    System.getProperty("graph.vectors")?.let { File(it).reader() }
        ?: GraphVectorsTest::class
            .java
            .getResourceAsStream("/vectors/graph-vectors.json")!!
            .reader()

/** Our codes for Alembic's kinds of error. Kinds that are named for a crash have no counterpart. */
private val codes =
    mapOf(
        "not_found" to setOf("unknown-revision", "unknown-applied-revision"),
        "no_such_branch" to setOf("unknown-branch"),
        "ambiguous_partial" to setOf("ambiguous-identifier"),
        "not_on_branch" to setOf("not-on-branch"),
        "multiple_heads" to setOf("multiple-heads"),
        "ambiguous_walk" to setOf("ambiguous-walk"),
        "relative_out_of_range" to setOf("relative-out-of-range"),
        "ambiguous_current" to setOf("ambiguous-current"),
        "overlap" to setOf("overlapping-revisions"),
        "not_ancestor" to setOf("not-an-ancestor"),
        "not_on_branch_downgrade" to setOf("branch-misses-target"),
        "range_not_allowed" to setOf("range-not-allowed"),
        "range_required" to setOf("range-required"),
        "bad_range" to setOf("malformed-range"),
        "duplicate_heads" to setOf("duplicate-heads"),
        "not_a_head" to setOf("not-a-head"),
        "not_at_heads" to setOf("not-at-heads"),
        "not_up_to_date" to setOf("not-up-to-date"),
        "cycle" to setOf("cycle", "dependency-cycle"),
        "dependency_cycle" to setOf("dependency-cycle"),
        "self_loop" to setOf("self-loop", "dependency-self-loop"),
        "duplicate_label" to setOf("duplicate-label"),
        "illegal_id" to setOf("illegal-id"),
    )

/** What is wrong with the answer, null for nothing. */
private fun difference(vector: GraphVector, answer: GraphAnswer): String? =
    when {
        vector.isDefect -> defectDifference(vector, answer)
        vector.operation == "load" && vector.expected.has("warnings") -> warnedDifference(answer)
        answer is GraphAnswer.Refused -> refusalDifference(vector, answer)
        vector.errorKind in HEAD_ERRORS -> neededHeadDifference(vector, answer)
        vector.errorKind != null -> "expected ${vector.errorKind}, got $answer"
        else -> answerDifference(vector, answer)
    }

private fun refusalDifference(vector: GraphVector, answer: GraphAnswer.Refused): String? =
    "expected ${vector.expected}, got $answer"
        .takeIf {
            answer.codes.toSet().intersect(codes[vector.errorKind].orEmpty()).isEmpty()
        }

/** Where Alembic errs, a clean error or the better answer will do. */
private fun defectDifference(vector: GraphVector, answer: GraphAnswer): String? {
    val better = vector.better
    return when {
        answer is GraphAnswer.Refused -> null
        better == null -> "expected an error, got $answer"
        answer !is GraphAnswer.Moves -> "expected $better, got $answer"
        else ->
            "expected $better, got $answer"
                .takeIf {
                    answer.route.rowsAfter() != better["rows"].texts() ||
                        answer.ids().sorted() != better["stepSet"].texts().sorted()
                }
    }
}

private val HEAD_ERRORS = setOf("multiple_heads", "not_at_heads")

/**
 * Alembic counts a head that another revision depends on as one more head, and then advises a merge
 * that it refuses, or an upgrade that does nothing. Here it is applied with that other revision, so
 * `head` means the one head that is left.
 */
private fun neededHeadDifference(vector: GraphVector, answer: GraphAnswer): String? {
    val graph = RevisionGraph.of(vector.graph)
    val heads = graph.effectiveHeads().ids()
    val isBetter =
        graph.heads().size() > heads.size &&
            when (answer) {
                is GraphAnswer.Fine -> vector.rows == heads
                is GraphAnswer.Rows -> answer.rows == heads
                is GraphAnswer.Moves -> answer.route.rowsAfter() == heads
                is GraphAnswer.Revisions -> answer.ids.containsAll(heads)
                is GraphAnswer.Placed -> answer.placement.parents() == heads
                is GraphAnswer.Loaded,
                is GraphAnswer.Refused -> false
            }
    return "expected ${vector.errorKind}, got $answer".takeUnless { isBetter }
}

/** Alembic warns of two scripts with one id and takes either; that is an error here. */
private fun warnedDifference(answer: GraphAnswer): String? =
    "expected duplicate-id, got $answer"
        .takeIf {
            answer !is GraphAnswer.Refused || answer.codes != listOf("duplicate-id")
        }

private fun answerDifference(vector: GraphVector, answer: GraphAnswer): String? =
    when (answer) {
        is GraphAnswer.Refused -> error("looked at before")
        is GraphAnswer.Fine -> null
        is GraphAnswer.Rows -> unequal(vector.expected["rows"].texts(), answer.rows)
        is GraphAnswer.Moves ->
            movesDifference(vector, answer)
                ?: unequal(vector.expected["rows"].texts(), answer.route.rowsAfter())
        is GraphAnswer.Revisions ->
            orderDifference(vector, vector.expected["revisions"].texts(), answer.ids)
        is GraphAnswer.Placed ->
            orderDifference(vector, vector.expected["down"].texts(), answer.placement.parents())
                ?: vector.expected["dependsOn"]?.let {
                    unequal(it.texts(), answer.placement.dependsOn())
                }
        is GraphAnswer.Loaded ->
            unequal(vector.expected["heads"].texts().sorted(), answer.heads)
                ?: unequal(vector.expected["bases"].texts().sorted(), answer.bases)
    }

private fun movesDifference(vector: GraphVector, answer: GraphAnswer.Moves): String? {
    val steps = vector.expected["steps"].asJsonArray.map { it.asJsonObject }
    val directions = steps.map { Direction.valueOf(it["dir"].asString.uppercase()) }.toSet()
    return orderDifference(vector, steps.map { it["rev"].asString }, answer.ids())
        ?: unequal(directions, answer.route.moves().map { it.direction() }.toSet())
        ?: unequal(steps.map { it["rows"].texts() }, answer.route.moves().map { it.rowsAfter() })
            ?.takeUnless { vector.isOrderFree }
}

private fun orderDifference(
    vector: GraphVector,
    expected: List<String>,
    actual: List<String>,
): String? =
    if (vector.isOrderFree) {
        unequal(expected.sorted(), actual.sorted())
            ?: vector.mustPrecede
                .firstOrNull { (before, after) -> actual.indexOf(before) > actual.indexOf(after) }
                ?.let { (before, after) -> "$before must precede $after in $actual" }
    } else {
        unequal(expected, actual)
    }

private fun <T> unequal(expected: T, actual: T): String? =
    "expected $expected, got $actual".takeIf { expected != actual }

private fun GraphAnswer.Moves.ids() = route.moves().map { it.revision().id() }
