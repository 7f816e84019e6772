package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.optional
import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.LintMessages
import io.kmigrate.cli.output.LintFormat
import io.kmigrate.cli.output.LintOutput
import io.kmigrate.failure.Outcome
import io.kmigrate.lint.LintReport
import io.kmigrate.lint.LintRequest

internal class LintCommand :
    Command(
        "lint",
        "Judge what upgrades would do to a live database; exits with 3 if there are errors.",
        listOf(
            "migrate lint" to "judge what is pending, with the sizes of the tables",
            "migrate lint ab12:head" to "judge the upgrades from one revision to another",
            "migrate lint --since origin/main" to "judge what a branch of git adds or changes",
            "migrate lint --dialect postgresql --target-version 15" to
                "ask no database: every table counts as large",
            "migrate lint --format sarif > lint.sarif" to "write findings for another program",
        ),
    ) {
    private val range by
        argument(
                "REV:REV",
                help =
                    "Judge the upgrades of this range, or up to this target. Default: what is pending.",
            )
            .optional()
    private val since by
        option(
            "--since",
            metavar = "REF",
            help =
                "Judge the revisions that are new or changed since this commit or branch of git.",
        )
    private val database by LintTargetOptions()
    private val format by
        option(
            "--format",
            metavar = "NAME",
            help =
                "Output: text, json, sarif, github or junit. Default: text, or json with --json.",
        )
    private val updateBaseline by
        option(
                "--update-baseline",
                help = "Accept what is found now: write it to ${LintBaseline.NAME}.",
            )
            .flag()

    override fun execute(session: Session): Outcome {
        val output = LintFormat.of(format)
        Conflict.refuse("--since", mapOf("REV:REV" to (since != null && range != null)))
        val offline = database.target()
        val migrator = if (offline == null) session.migrator else session.withoutDatabase()
        val asked = request(session)
        val found = migrator.lint(offline?.let(asked::offline) ?: asked)
        val baseline = LintBaseline.beside(session)
        val report =
            if (updateBaseline) accepted(session, baseline, found) else baseline.without(found)
        LintOutput(report, session.surroundings.folder).print(session.output, output)
        if (!report.entries().isEmpty() && report.hasErrors()) {
            return Outcome.DIFFERENT
        }
        return Outcome.DONE
    }

    private fun request(session: Session): LintRequest {
        val ref = since ?: return range?.let(LintRequest::range) ?: LintRequest.pending()
        val changed = GitChanges(session.surroundings.folder).since(ref, session.settings.scripts)
        fun isChanged(path: String?) =
            path?.let { session.surroundings.folder.resolve(it).normalize() in changed } == true
        val revisions = session.migrator.graph().all().oldestFirst().filter { isChanged(it.path()) }
        val objects = session.source().repeatables().files().filter { isChanged(it.path()) }
        return LintRequest.revisions(revisions.map { it.id() }).with(objects.map { it.name() })
    }

    private fun accepted(session: Session, baseline: LintBaseline, found: LintReport): LintReport {
        val count = baseline.write(found)
        session.output.note(LintMessages.accepted(count, LintBaseline.NAME))
        return baseline.without(found)
    }
}
