package io.kmigrate.graph

import io.kmigrate.failure.MigrationException
import io.kmigrate.history.History
import io.kmigrate.plan.OfflinePlanner
import io.kmigrate.plan.Placement
import io.kmigrate.plan.Planner
import io.kmigrate.plan.Route
import io.kmigrate.plan.Status
import io.kmigrate.revision.Revision

/** What we say to a vector. */
sealed interface GraphAnswer {
    data class Refused(val codes: List<String>, val message: String) : GraphAnswer

    data class Moves(val route: Route) : GraphAnswer

    data class Rows(val rows: List<String>) : GraphAnswer

    data class Revisions(val ids: List<String>) : GraphAnswer

    data class Placed(val placement: Placement) : GraphAnswer

    data class Loaded(val heads: List<String>, val bases: List<String>) : GraphAnswer

    data object Fine : GraphAnswer

    companion object {
        fun to(vector: GraphVector): GraphAnswer =
            try {
                Question(vector, RevisionGraph.of(vector.graph)).answer()
            } catch (failure: MigrationException) {
                Refused(
                    failure.problems().map { it.code().text() },
                    failure.problems().joinToString("\n") { it.message() },
                )
            }
    }
}

private class Question(private val vector: GraphVector, private val graph: RevisionGraph) {
    private val history = History.of(vector.rows)
    private val planner = Planner(graph, history)
    private val status = Status(graph, history)

    fun answer(): GraphAnswer =
        when (vector.operation) {
            "upgrade" -> GraphAnswer.Moves(planner.upgrade(targets("target") + targets("targets")))
            "downgrade" -> GraphAnswer.Moves(planner.downgrade(Target.parse(vector.text("target"))))
            "stamp" ->
                GraphAnswer.Rows(planner.stamp(targets("targets"), vector.flag("purge")).rows())
            "upgradeSql" -> GraphAnswer.Moves(OfflinePlanner(graph).upgrade(vector.text("range")))
            "downgradeSql" ->
                GraphAnswer.Moves(OfflinePlanner(graph).downgrade(vector.text("range")))
            "heads" ->
                revisions(
                    if (vector.flag("resolveDependencies")) graph.effectiveHeads()
                    else graph.heads()
                )
            "bases" -> revisions(graph.bases())
            "branches" -> revisions(graph.branchPoints())
            "current" -> revisions(status.current())
            "checkHeads" -> GraphAnswer.Fine.also { status.requireHeads() }
            "check" -> GraphAnswer.Fine.also { status.requireUpToDate() }
            "resolve" ->
                revisions(Resolver(graph).revisions(Target.parse(vector.text("identifier"))))
            "history" -> revisions(status.range(TargetRange.parse(vector.text("range"))))
            "merge" -> placed(targets("revisions"))
            "revision" -> placed(targets("head").ifEmpty { listOf(Target.parse("head")) })
            "load" -> GraphAnswer.Loaded(graph.heads().ids(), graph.bases().ids())
            else -> error("no such operation: ${vector.operation}")
        }

    private fun targets(member: String): List<Target> =
        when {
            !vector.has(member) -> emptyList()
            member in setOf("target", "head") -> listOf(Target.parse(vector.text(member)))
            else -> vector.texts(member).map(Target::parse)
        }

    private fun placed(parents: List<Target>) =
        GraphAnswer.Placed(
            Placement.on(graph, parents, vector.flag("splice"), targets("dependsOn"))
        )

    private fun revisions(set: RevisionSet) = revisions(set.newestFirst())

    private fun revisions(list: List<Revision>) = GraphAnswer.Revisions(list.map { it.id() })
}
