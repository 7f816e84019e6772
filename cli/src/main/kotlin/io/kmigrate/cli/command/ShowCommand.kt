package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import io.kmigrate.cli.output.RepeatableDetails
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.history.History
import io.kmigrate.plan.Status
import io.kmigrate.repeatable.DeclaredRepeatable

internal class ShowCommand :
    Command(
        "show",
        "Show the details of a revision, or of an object of repeatable/.",
        listOf(
            "migrate show head" to "the newest revision",
            "migrate show cd0e" to "the revision whose id begins with cd0e",
            "migrate show current" to "the current revision of the database",
            "migrate show open_orders" to "the view of that name, with its history",
        ),
    ) {
    private val revision by
        argument(
                "rev",
                help =
                    "Revision: head, heads, current, an id, LABEL@head, -1 …; or the name of an object.",
            )
            .target()

    override val treatUnknownOptionsAsArgs: Boolean = true

    override fun execute(session: Session): Outcome =
        try {
            showRevisions(session)
        } catch (unknown: MigrationException) {
            val objects = if (unknown.code() in NAMES) objects(session) else emptyList()
            if (objects.isEmpty()) throw unknown
            showObjects(session, objects)
        }

    private fun objects(session: Session): List<DeclaredRepeatable> =
        session.withoutDatabase().repeatables().filter { it.`object`().isCalled(revision) }

    private fun showObjects(session: Session, objects: List<DeclaredRepeatable>): Outcome {
        val keys = objects.map { it.`object`().key() }.toSet()
        val log = session.statusIfThere()?.let { session.migrator.log(0) }.orEmpty()
        val output = RepeatableDetails(objects, log.filter { it.revision() in keys })
        session.output.data(output::json) { output.text(session.output.paint) }
        return Outcome.DONE
    }

    private fun showRevisions(session: Session): Outcome {
        val target = Target.parse(revision)
        val known = session.statusIfKnown(target.isCurrent)
        val status = known ?: Status(session.migrator.graph(), History.EMPTY)
        // A walk down from several heads may come to one revision.
        val revisions = status.show(target).distinct()
        session.output.data({ session.revisionJson(known).list(revisions) }) {
            session.revisionText(known).details(revisions)
        }
        return Outcome.DONE
    }

    private companion object {
        /** What is said of a name that no revision has. */
        val NAMES = setOf(ErrorCode.UNKNOWN_REVISION, ErrorCode.UNKNOWN_BRANCH)
    }
}
