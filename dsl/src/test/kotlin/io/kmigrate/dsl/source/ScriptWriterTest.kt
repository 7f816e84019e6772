package io.kmigrate.dsl.source

import io.kmigrate.failure.MigrationException
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.revision.Revision
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import java.nio.file.Path
import kotlin.io.path.readText

/** What an application writes by the shortest ways there are. */
internal class ScriptWriterTest : FunSpec() {
    private fun graph(vararg parents: Pair<String, String?>): RevisionGraph =
        RevisionGraph.of(
            parents.map { (id, parent) ->
                Revision(
                    id,
                    listOfNotNull(parent),
                    emptyList(),
                    emptyList(),
                    "",
                    "$id.migration.kts",
                )
            }
        )

    init {
        test("the first revision has no parent, the next one stands on the head") {
            val writer = ScriptWriter.into(tempdir().toPath())
            val first = writer.write(graph(), NewRevision.onHead(graph(), "create users"))
            first.revision.parents() shouldBe emptyList()
            first.revision.path().orEmpty() shouldEndWith "_create_users.migration.kts"
            Path.of(first.revision.path().orEmpty()).readText() shouldContain
                "message = \"create users\""
            val second = writer.write(first.graph, NewRevision.onHead(first.graph, "add mail"))
            second.revision.parents() shouldBe listOf(first.revision.id())
        }

        test("a merge stands on all heads, and needs two") {
            val forked = graph("a" to null, "b" to "a", "c" to "a")
            val writer = ScriptWriter.into(tempdir().toPath(), FileTemplate.parse("{slug}-{rev}"))
            val merged = writer.write(forked, NewRevision.merging(forked, "join"))
            merged.revision.parents() shouldBe listOf("b", "c")
            merged.revision.path().orEmpty() shouldContain "join-"
            shouldThrow<MigrationException> { NewRevision.merging(merged.graph, "again") }
                .code() shouldBe "nothing-to-merge"
            shouldThrow<MigrationException> { NewRevision.onHead(forked, "on which?") }
                .code() shouldBe "multiple-heads"
        }
    }
}
