package io.kmigrate.cli.command

import io.kmigrate.cli.config.ConfigException
import io.kmigrate.cli.output.RevisionJson
import io.kmigrate.dsl.source.FileTemplate
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.dsl.source.ScriptWriter
import io.kmigrate.failure.Outcome
import java.time.ZonedDateTime

/** How revision and merge end: one new file. */
internal class RevisionOutput(private val session: Session) {
    fun write(revision: NewRevision): Outcome {
        val settings = session.settings
        val now = ZonedDateTime.now(settings.timezone)
        val written =
            ScriptWriter(session.surroundings.folder, settings.scripts, template(), now)
                .write(session.migrator.graph(), revision)
        session.output.data({ RevisionJson(written.graph, null).one(written.revision) }) {
            val path = written.revision.path().toString()
            if (session.output.mode.quiet) path else "Wrote $path"
        }
        return Outcome.DONE
    }

    private fun template(): FileTemplate {
        val setting = session.settings.fileTemplate
        try {
            return FileTemplate.parse(setting.value.toString())
        } catch (failure: IllegalArgumentException) {
            throw ConfigException(
                "bad-setting",
                failure.message.orEmpty(),
                setting.location,
                "known are ${FileTemplate.TOKENS.joinToString(" ") { "{$it}" }}",
            )
        }
    }
}
