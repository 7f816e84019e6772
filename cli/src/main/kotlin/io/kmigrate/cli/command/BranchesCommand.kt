package io.kmigrate.cli.command

import io.kmigrate.failure.Outcome

internal class BranchesCommand :
    Command(
        "branches",
        "Show the revisions where branches start; needs no database.",
        listOf(
            "migrate branches" to "revisions that are the parent of several others",
            "migrate branches -v" to "one paragraph for each revision",
        ),
    ) {
    override fun execute(session: Session): Outcome {
        val revisions = session.migrator.graph().branchPoints().newestFirst()
        val known = session.statusIfKnown(wanted = false)
        session.output.data({ session.revisionJson(known).list(revisions) }) {
            val text = session.revisionText(null)
            if (session.output.mode.verbose) text.details(revisions) else text.list(revisions)
        }
        return Outcome.DONE
    }
}
