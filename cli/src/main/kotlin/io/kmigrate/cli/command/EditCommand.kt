package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import io.kmigrate.cli.message.FileMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.history.History
import io.kmigrate.plan.Status
import java.nio.file.Files
import java.nio.file.Path

internal class EditCommand :
    Command(
        "edit",
        "Open scripts in the editor that VISUAL or EDITOR names.",
        listOf(
            "migrate edit head" to "the newest script",
            "migrate edit cd0e 8f2a" to "two scripts, in one editor",
            "migrate edit current" to "the script of the current revision",
            "EDITOR=\"code --wait\" migrate edit head" to "another editor, this time only",
        ),
    ) {
    private val targets by
        argument("rev", help = "Revision: head, heads, current, an id, LABEL@head, -1 …")
            .target()
            .multiple(required = true)

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun execute(session: Session): Outcome {
        val editor = Editor.of(session.surroundings)
        val wanted = targets.map(Target::parse)
        val known = session.statusIfKnown(wanted.any { it.isCurrent })
        val status = known ?: Status(session.migrator.graph(), History.EMPTY)
        val revisions = wanted.flatMap(status::show).distinct()
        val paths = revisions.map { Path.of(requireNotNull(it.path())) }
        requireFiles(paths.filterNot { Files.exists(session.surroundings.folder.resolve(it)) })
        editor.open(paths)
        session.output.data({ session.revisionJson(known).list(revisions) }) {
            if (session.output.mode.quiet) ""
            else revisions.joinToString("\n") { FileMessages.edited("${it.path()}") }
        }
        return Outcome.DONE
    }

    /** Those of a bundle may lie elsewhere, and an editor would begin new ones. */
    private fun requireFiles(missing: List<Path>) {
        if (missing.isNotEmpty()) {
            throw MigrationException(missing.map { FileMessages.missingScript("$it") }, null)
        }
    }
}
