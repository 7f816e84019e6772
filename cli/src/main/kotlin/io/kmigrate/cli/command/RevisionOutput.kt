package io.kmigrate.cli.command

import io.kmigrate.cli.message.FileMessages
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.output.ChangesOutput
import io.kmigrate.cli.output.RevisionJson
import io.kmigrate.compare.Comparison
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.dsl.source.ScriptWriter
import io.kmigrate.dsl.source.WrittenRevision
import io.kmigrate.failure.Outcome
import java.time.ZonedDateTime

/** How revision and merge end: one new file. */
internal class RevisionOutput(private val session: Session) {
    // Read at once, so that what is wrong is told before a database is asked, or a file written.
    private val look = session.settings.scriptTemplate
    private val hooks = session.settings.postWriteHooks

    /**
     * Writes the script and says so.
     *
     * @param changes what the script does, when that was found by a comparison
     * @param stamp whether the database is said to have it
     */
    fun write(
        revision: NewRevision,
        changes: Comparison? = null,
        stamp: Boolean = false,
    ): Outcome {
        val settings = session.settings
        val now = ZonedDateTime.now(settings.timezone)
        val folder = session.surroundings.folder
        val written =
            ScriptWriter(folder, settings.folders, settings.fileTemplate, now, look)
                .write(session.migrator.graph(), revision)
        PostWrite(folder, session.output).run(hooks, written.revision.path().toString())
        if (stamp) {
            session.newMigrator().stamp(written.revision.id())
        }
        print(written, changes?.let(::ChangesOutput), stamp)
        return Outcome.DONE
    }

    private fun print(written: WrittenRevision, changes: ChangesOutput?, stamped: Boolean) {
        val output = session.output
        output.data({
            RevisionJson(written.graph, null).one(written.revision) +
                (changes?.let { mapOf("operations" to it.operations()) }.orEmpty())
        }) {
            val path = written.revision.path().toString()
            if (output.mode.quiet) path else FileMessages.wrote(path)
        }
        changes
            ?.text(output.paint)
            ?.takeIf { it.isNotEmpty() }
            ?.let { output.say(it.prependIndent("  ")) }
        if (stamped) {
            output.say(RunMessages.isAt(written.revision.id()))
        }
    }

    /** No file. */
    fun nothing(message: String): Outcome {
        session.output.data({
            linkedMapOf("revision" to null, "path" to null, "operations" to emptyList<Any>())
        }) {
            if (session.output.mode.quiet) "" else message
        }
        return Outcome.DONE
    }
}
