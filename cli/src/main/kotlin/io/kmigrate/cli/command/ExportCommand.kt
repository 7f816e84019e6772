package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.arguments.argument
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.options.required
import com.github.ajalt.clikt.parameters.types.choice
import io.kmigrate.cli.config.SettingsReader
import io.kmigrate.cli.message.ImportMessages
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.source.ExportedFiles
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.importer.Export
import io.kmigrate.importer.ExportedObjects
import io.kmigrate.importer.ExportedRevision
import io.kmigrate.importer.ImportMap
import io.kmigrate.importer.alembic.AlembicExport
import io.kmigrate.importer.flyway.FlywayExport
import io.kmigrate.importer.liquibase.LiquibaseExport
import io.kmigrate.importer.takeover.RevisionExport
import io.kmigrate.message.ImportMessages as Refusals
import io.kmigrate.plan.OfflinePlanner
import java.nio.file.Files
import java.nio.file.Path
import java.util.Optional
import kotlin.io.path.isDirectory
import kotlin.io.path.isRegularFile
import kotlin.io.path.name

internal class ExportCommand :
    Command(
        "export",
        "Write revisions as files of another tool, which still runs elsewhere.",
        listOf(
            "migrate export --format flyway db/migration" to "those that Flyway does not know yet",
            "migrate export --format liquibase db/master.xml" to "and include them there",
            "migrate export --format alembic alembic/versions -r 4a1b:head" to "those of a range",
            "migrate export --format flyway db/migration --dry-run" to
                "write nothing, and list them",
        ),
    ) {
    private val format by
        option("--format", metavar = "TOOL", help = "The other tool: ${ImportTool.names}.")
            .choice(ImportTool.entries.associateBy { it.word })
            .required()
    private val target by
        argument(
            "path",
            help = "Folder of its migrations; for liquibase, the change log that includes them.",
        )
    private val range by
        option(
            "-r",
            "--range",
            metavar = "FROM:TO",
            help = "Revisions to write. Default: those that import-map.json does not name.",
        )
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME",
            help = "Kind of database that the SQL is for. Default: that of the URL.",
        )
    private val withUndo by
        option("--with-undo", help = "Also write U files, for an edition of Flyway that runs them.")
            .flag()
    private val stub by
        option("--stub", help = "Write a file that fails where a revision is code.").flag()
    private val force by option("--force", help = "Overwrite existing files.").flag()
    private val dryRun by option("--dry-run", help = "Write nothing, and list the files.").flag()

    override fun execute(session: Session): Outcome {
        val folder = session.settings.scripts.first()
        val base = session.surroundings.folder
        val map = ImportMap.read(base.resolve(folder).resolve(ImportMap.NAME))
        if (map.tool().isNotEmpty() && map.tool() != format.word) {
            throw Refusals.otherTool(map.tool(), format.word).exception()
        }
        val kinds = kinds(session, map)
        val dialect = dialect(session, kinds)
        val scripts = RevisionExport(session.source(), dialect, session.settings.deployment)
        val revisions =
            scripts.of(wanted(scripts.graph(), map, dialect), stub).filterNot {
                isOfOthers(it, map)
            }
        val objects = objects(session, map, dialect)
        val left = objects.sumOf { it.objects().size }
        val isSeveral = kinds.size > 1
        val export = export(base, revisions, if (isSeveral) emptyList() else objects, map)
        val remarks =
            export.remarks() +
                when {
                    left == 0 -> emptyList()
                    format == ImportTool.ALEMBIC ->
                        listOf(Refusals.noRepeatables(format.word, left))
                    isSeveral -> listOf(Refusals.objectsOfSeveral(left))
                    else -> emptyList()
                }
        val origins =
            if (kinds.size < 2) export.origins()
            else
                export.origins().mapValues { (id, origin) ->
                    origin.on(dialect.name(), map.origins()[id])
                }
        val files = ExportedFiles(base, export)
        files.requireNew(force)
        if (!dryRun) {
            files.write(
                "$folder/${ImportMap.NAME}",
                map.with(format.word, origins, export.scripts()),
            )
        }
        print(session, files, export, remarks)
        return Outcome.DONE
    }

    /** A range names revisions alone. */
    private fun objects(session: Session, map: ImportMap, dialect: Dialect) =
        if (range == null) {
            val environment = session.settings.deployment
            val declared = ExportedObjects.declared(session.source(), dialect, environment)
            ExportedObjects.changed(declared, map, dialect)
        } else emptyList()

    private fun dialect(session: Session, kinds: Set<String>): Dialect {
        dialect?.let {
            return Dialects.named(it)
        }
        if (kinds.size > 1) throw ImportMessages.severalKinds(kinds.sorted()).exception()
        val url = session.databaseUrl() ?: throw ImportMessages.noDialect().exception()
        return Dialects.forUrl(url.jdbcUrl())
    }

    /**
     * The kinds of databases that the scripts are for, as far as settings and files of the import
     * say.
     */
    private fun kinds(session: Session, map: ImportMap): Set<String> {
        val file = session.settings.file
        val reader = SettingsReader(session.surroundings)
        val named =
            file?.databases.orEmpty().mapNotNull { name ->
                try {
                    reader
                        .read("${file?.path}", name, emptyMap())
                        .takeIf { it.scripts == session.settings.scripts }
                        ?.url
                        ?.let { Dialects.forUrl(DatabaseUrl.parse(it).jdbcUrl()).name() }
                } catch (_: MigrationException) {
                    // A variable of another database need not be set here.
                    null
                }
            }
        return named.toSet() + map.origins().values.flatMap { it.databases().keys }
    }

    private fun wanted(graph: RevisionGraph, map: ImportMap, dialect: Dialect): Set<String> {
        val range = range
        val known = map.origins().filterValues { it.isFor(dialect.name()) }.keys
        return if (range == null) graph.all().ids().toSet() - known
        else OfflinePlanner(graph).upgrade(range).moves().map { it.revision().id() }.toSet()
    }

    /** One that does something on other kinds of databases alone, where it has its file. */
    private fun isOfOthers(revision: ExportedRevision, map: ImportMap): Boolean =
        range == null &&
            revision.revision().id() in map.origins() &&
            revision.obstacle() == null &&
            revision.up().sql().isEmpty()

    private fun export(
        base: Path,
        revisions: List<ExportedRevision>,
        objects: List<ExportedObjects>,
        map: ImportMap,
    ): Export {
        val shown = target.replace('\\', '/').trimEnd('/')
        return when (format) {
            ImportTool.FLYWAY ->
                FlywayExport(shown, names(base), map, withUndo).of(revisions, objects) { path ->
                    Optional.of(base.resolve(path))
                        .filter { it.isRegularFile() }
                        .map { Files.readString(it) }
                }
            ImportTool.LIQUIBASE -> {
                val log = base.resolve(target)
                if (!log.isRegularFile()) throw Refusals.noChangeLog(target).exception()
                LiquibaseExport(shown, Files.readString(log)).of(revisions, objects)
            }
            ImportTool.ALEMBIC -> {
                val versions = base.resolve(target).resolve(VERSIONS).isDirectory()
                AlembicExport(if (versions) "$shown/$VERSIONS" else shown).of(revisions)
            }
        }
    }

    private fun names(base: Path): List<String> {
        val folder = base.resolve(target)
        if (!folder.isDirectory()) throw Refusals.noFolder(target).exception()
        return Files.walk(folder).use { files -> files.toList().map { it.name } }
    }

    private fun print(
        session: Session,
        files: ExportedFiles,
        export: Export,
        remarks: List<String>,
    ) {
        session.output.data({
            mapOf(
                "dryRun" to dryRun,
                "files" to files.paths,
                "revisions" to export.origins().mapValues { (_, origin) -> origin.file() },
                "remarks" to remarks,
            )
        }) {
            val lines =
                files.paths.map {
                    if (dryRun) ImportMessages.wouldWriteFile(it) else ImportMessages.wroteFile(it)
                }
            (lines.ifEmpty { listOf(ImportMessages.nothingToExport(format.word)) } +
                    remarks.map { "  $it" })
                .joinToString("\n")
        }
    }

    private companion object {
        const val VERSIONS = "versions"
    }
}
