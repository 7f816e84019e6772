package io.kmigrate.cli.command

import io.kmigrate.cli.message.FileMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.cli.output.RevisionJson
import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.dsl.source.ScriptContent
import io.kmigrate.dsl.source.ScriptWriter
import io.kmigrate.dsl.source.WrittenRevision
import io.kmigrate.expand.ExpandedRevision
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Resolver
import io.kmigrate.message.ExpandMessages
import io.kmigrate.plan.Placement
import io.kmigrate.revision.Revision
import java.time.ZonedDateTime

/**
 * Writes the revisions that take the place of one.
 *
 * @param folder to write to; null for that of the parents
 */
internal class Expand(private val session: Session, private val folder: String?) {
    private val settings = session.settings
    private val place = session.surroundings.folder

    fun write(name: String): Outcome {
        val graph = session.migrator.graph()
        val replaced = Resolver(graph).find(name)
        val url = session.databaseUrl() ?: throw UsageMessages.expandWithoutUrl().exception()
        val expanded = session.offline(Dialects.forUrl(url.jdbcUrl())).expand(replaced.id())
        if (replaced in session.migrator.status().applied()) {
            throw ExpandMessages.impossible(replaced.label(), ExpandMessages.isApplied())
                .exception()
        }
        print(replaced, written(replaced, expanded))
        return Outcome.DONE
    }

    private fun written(
        replaced: Revision,
        expanded: List<ExpandedRevision>,
    ): List<WrittenRevision> {
        val now = ZonedDateTime.now(settings.timezone)
        val writer =
            ScriptWriter(
                place,
                settings.folders,
                settings.fileTemplate,
                now,
                settings.scriptTemplate,
            )
        var graph = session.migrator.graph()
        var placement = Placement(replaced.parents(), replaced.dependsOn())
        return expanded.map { part ->
            val content = ScriptContent.of(part)
            val wanted = NewRevision(part.message(), placement, null, listOf(), folder, content)
            writer.write(graph, wanted).also {
                graph = it.graph
                placement = Placement(listOf(it.revision.id()), listOf())
                PostWrite(place, session.output)
                    .run(settings.postWriteHooks, it.revision.path().toString())
            }
        }
    }

    private fun print(replaced: Revision, written: List<WrittenRevision>) {
        val output = session.output
        val paths = written.map { it.revision.path().toString() }
        val old = replaced.path().toString()
        output.data({
            linkedMapOf(
                "revisions" to
                    written.map {
                        RevisionJson(written.last().graph, null).one(it.revision)
                    },
                "replaces" to replaced.id(),
                "remove" to old,
            )
        }) {
            if (output.mode.quiet) paths.joinToString("\n")
            else
                (paths.map(FileMessages::wrote) + FileMessages.replaces(replaced.label(), old))
                    .joinToString("\n")
        }
    }
}
