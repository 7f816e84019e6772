package io.kmigrate.cli.command

import io.kmigrate.cli.output.RevisionJson
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.dsl.source.ScriptWriter
import io.kmigrate.failure.Outcome
import java.time.ZonedDateTime

/** How revision and merge end: one new file. */
internal class RevisionOutput(private val session: Session) {
    fun write(revision: NewRevision): Outcome {
        val settings = session.settings
        val hooks = settings.postWriteHooks
        val now = ZonedDateTime.now(settings.timezone)
        val folder = session.surroundings.folder
        val written =
            ScriptWriter(folder, settings.folders, settings.fileTemplate, now)
                .write(session.migrator.graph(), revision)
        PostWrite(folder, session.output).run(hooks, written.revision.path().toString())
        session.output.data({ RevisionJson(written.graph, null).one(written.revision) }) {
            val path = written.revision.path().toString()
            if (session.output.mode.quiet) path else "Wrote $path"
        }
        return Outcome.DONE
    }
}
