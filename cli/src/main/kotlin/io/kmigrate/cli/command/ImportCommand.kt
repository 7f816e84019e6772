package io.kmigrate.cli.command

import com.github.ajalt.clikt.completion.CompletionCandidates
import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.arguments.multiple
import com.github.ajalt.clikt.parameters.options.associate
import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import io.kmigrate.cli.message.ImportMessages
import io.kmigrate.cli.output.ImportOutput
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.source.ImportedScripts
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.importer.Baseline
import io.kmigrate.importer.HistoryMerge
import io.kmigrate.importer.ImportMap
import io.kmigrate.importer.ImportReport
import io.kmigrate.importer.ImportedHistory
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.time.ZonedDateTime

internal class ImportCommand :
    Command(
        "import",
        "Write scripts for the migrations of another tool.",
        listOf(
            "migrate import flyway db/migration --dialect postgresql" to
                "write a script for each version, and import-report.md",
            "migrate import flyway db/migration --dialect postgresql --dry-run" to
                "write nothing, and tell what becomes of each",
            "migrate import liquibase src/main/resources/db/changelog/master.xml" to
                "write a script for each change set",
            "migrate import alembic alembic/versions --python .venv/bin/python" to
                "write a script for each revision",
            "migrate import flyway" to "with the locations of flyway.conf or application.yml",
        ),
    ) {
    private val tool by
        argument("tool", help = "The other tool: ${ImportTool.names}.")
            .choice(ImportTool.entries.associateBy { it.word })
    private val folders by
        argument(
                "path",
                help = "Folders or files of its migrations. Default: those of its settings.",
            )
            .multiple()
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME,…",
            help =
                "Kinds of databases that the migrations are for, such as postgresql; with several, what differs is inside of on(…). Default: that of the URL.",
        )
    private val placeholders by
        option(
                "--placeholder",
                metavar = "NAME=VALUE",
                help = "Value of a placeholder or property; may be repeated.",
            )
            .associate()
    private val configs by
        option(
                "--settings",
                metavar = "FILE",
                help =
                    "Settings of the other tool; may be repeated. Default: flyway.conf, flyway.toml and Spring's application files.",
                completionCandidates = CompletionCandidates.Path,
            )
            .multiple()
    private val contexts by
        option(
            "--contexts",
            metavar = "LIST",
            help =
                "Contexts and labels of Liquibase that run, with commas. Default: all, those with a context inside of onlyIn(…).",
        )
    private val python by
        option(
                "--python",
                metavar = "FILE",
                help = "Interpreter that has the project's Alembic. Default: python3.",
                completionCandidates = CompletionCandidates.Path,
            )
            .default("python3")
    private val stub by
        option("--stub", help = "Continue where revisions load Python modules that are missing.")
            .flag()
    private val types by
        option(
                "--type",
                metavar = "CLASS=TYPE",
                help =
                    "Type in the database of a Python class that is missing; may be repeated. For alembic with --stub.",
            )
            .associate()
    private val baseline by
        option(
            "--baseline",
            metavar = "FILE",
            help = "SQL of what a database has before the first migration.",
            completionCandidates = CompletionCandidates.Path,
        )
    private val sqlOnly by option("--sql-only", help = "Keep every statement as SQL.").flag()
    private val dryRun by
        option("--dry-run", help = "Write nothing, and report what would be written.").flag()

    private val prove by
        option(
            "--prove",
            metavar = "h2|sqlite|URL,URL",
            help =
                "Build two empty databases, by the old SQL and by the scripts, and compare them. For liquibase and alembic, the first one is built by that tool itself.",
        )

    private val oldSql by
        option(
            "--old-sql",
            metavar = "FILE",
            help =
                "SQL that liquibase update-sql or alembic upgrade --sql wrote, for --prove: it compares after each revision.",
            completionCandidates = CompletionCandidates.Path,
        )
    private val against by
        option(
            "--against",
            metavar = "URL,URL",
            help =
                "Compare what the scripts build with a copy of production, which is read only. For a server, the second one is empty.",
        )

    override fun execute(session: Session): Outcome {
        if (oldSql != null && prove == null) throw ImportMessages.oldSqlAlone().exception()
        val kinds = dialects(session)
        val before = baseline(session)
        val present = ImportedProject.of(session)
        val folder = session.settings.scripts.first()
        val map =
            ImportMap.read(session.surroundings.folder.resolve(folder).resolve(ImportMap.NAME))
        val reads = kinds.associateWith {
            tool.read(request(session, it, before)).known(map, present.ids)
        }
        val read = present.behind(HistoryMerge.of(reads.values.toList(), tool.order))
        val kept = read.revisions().map { it.id() }.filter { it in present.ids }.toSet()
        warn(session, read, map, present)
        val report = ImportReport(read, kept, present.scripts(read))
        val history = read.with(report.written()).withScripts(report.writtenScripts())
        val scripts = scripts(session, history)
        scripts.migrations()
        scripts.objects
        val proving =
            ImportProving(
                session,
                reads.mapValues { (_, one) -> present.behind(one) },
                tool,
                present.together(read, scripts(session, history.everywhere())),
            )
        val proof =
            prove?.let { proving.prove(it, oldSql?.let(Path::of)) }
                ?: against?.let { proving.against(it) }
        if (!dryRun) {
            val told = session.surroundings.secrets.shown(report.markdown())
            scripts.write(session.surroundings.folder, told)
        }
        ImportOutput(read, report, scripts.paths, folder.toString(), dryRun, proof)
            .print(session.output)
        return if (proof?.differences().isNullOrEmpty()) Outcome.DONE else Outcome.DIFFERENT
    }

    private fun warn(
        session: Session,
        read: ImportedHistory,
        map: ImportMap,
        present: ImportedProject,
    ) {
        val kept = read.revisions().map { it.id() }.filter { it in present.ids }.toSet()
        read.edited(map, kept).forEach { session.output.warn(ImportMessages.editedSince(it)) }
        present.covered(read)?.let { session.output.warn(ImportMessages.secondHead(it)) }
        present
            .apart(read)
            .takeIf { it.isNotEmpty() }
            ?.let { session.output.warn(ImportMessages.apart(it)) }
    }

    private fun scripts(session: Session, history: ImportedHistory) =
        ImportedScripts(
            history,
            session.settings.scripts.first(),
            session.settings.fileTemplate,
            ZonedDateTime.now(session.settings.timezone),
        )

    private fun request(session: Session, kind: Dialect, before: Baseline) =
        ImportTool.Request(
            session.surroundings.folder,
            folders.map { Path.of(it) },
            configs,
            placeholders,
            kind,
            contexts.orEmpty().split(',').map { it.trim() }.filter { it.isNotEmpty() },
            sqlOnly,
            before,
            python,
            stub,
            types,
        )

    private fun baseline(session: Session): Baseline {
        val name = baseline ?: return Baseline.unknown()
        try {
            return Baseline(Files.readString(session.surroundings.folder.resolve(name)), name)
        } catch (failure: IOException) {
            throw MigrationException(ImportMessages.noBaseline(name), failure)
        }
    }

    private fun dialects(session: Session): List<Dialect> {
        dialect?.let { names ->
            return names.split(',').map { Dialects.named(it.trim()) }.distinct()
        }
        val url = session.databaseUrl() ?: throw ImportMessages.noDialect().exception()
        return listOf(Dialects.forUrl(url.jdbcUrl()))
    }
}
