package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCandidates
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.Target
import io.kmigrate.plan.Placement

internal class RevisionCommand :
    Command(
        "revision",
        "Write a new script to fill in. Needs no database.",
        listOf(
            "migrate revision -m \"add users\"" to "on top of the head",
            "migrate revision -m \"add invoices\" --head billing@head" to
                "on top of a branch's head",
            "migrate revision -m \"hot fix\" --head 8f2a --splice" to
                "on a revision that is no head: a new branch",
            "migrate revision -m \"billing\" --head base --branch-label billing" to
                "a line of its own",
        ),
    ) {
    private val message by
        option("-m", "--message", metavar = "TEXT", help = "What it does, in a few words.")
            .default("")
    private val head by
        option(
                "--head",
                metavar = "TARGET",
                help = "What it stands on; head when not given, base for nothing.",
            )
            .default("head")
    private val splice by
        option("--splice", help = "Allow --head to name a revision that is no head.").flag()
    private val names by NewRevisionOptions()
    private val dependsOn by
        option(
                "--depends-on",
                metavar = "REV",
                help = "Another revision that must be applied first; may be repeated.",
            )
            .multiple()
    private val versionPath by
        option(
            "--version-path",
            metavar = "DIR",
            help = "The script folder to write to, when there are several.",
            completionCandidates = CompletionCandidates.Path,
        )

    override fun execute(session: Session): Outcome {
        val placement =
            Placement.on(
                session.migrator.graph(),
                listOf(Target.parse(head)),
                splice,
                dependsOn.map(Target::parse),
            )
        return RevisionOutput(session)
            .write(NewRevision(message, placement, names.id, names.branchLabels, versionPath))
    }
}
