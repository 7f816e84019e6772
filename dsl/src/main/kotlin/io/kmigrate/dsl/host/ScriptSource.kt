package io.kmigrate.dsl.host

import io.kmigrate.bundle.PackableSource
import io.kmigrate.bundle.PackedRepeatable
import io.kmigrate.bundle.PackedScript
import io.kmigrate.dsl.message.ScriptMessages
import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.file.BoundedFile
import io.kmigrate.message.ImportMessages
import io.kmigrate.repeatable.RepeatableSource
import io.kmigrate.revision.Migration
import io.kmigrate.revision.Revision
import io.kmigrate.source.ScriptLoader
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

/**
 * The migrations of some script folders. [revisions] reads the folders again each time; [load] uses
 * the texts that the last [revisions] saw, so both always speak of the same scripts.
 */
internal class ScriptSource(
    folders: ScriptLoader.Folders,
    private val parameters: Map<String, String>,
    private val host: ScriptHost,
    private val repeatables: RepeatableScripts = RepeatableScripts(emptyList()) { host },
) : PackableSource {
    private val packer = ScriptPacker(folders, host, parameters)
    private val givenFolders = folders

    @Volatile private var scripts: Map<String, Script>? = null

    override fun revisions(): Collection<Revision> {
        val index = HeaderIndex(host.folder, givenFolders)
        val content = ScriptFolders(givenFolders, index = index).read()
        val problems = content.problems.toMutableList()
        val headers =
            content.files
                .filter { it.known == null }
                .associate { it.script to HeaderScanner(it.script.lines()).scan() }
        headers.forEach { (script, header) -> missing(script, header)?.let { problems += it } }
        val computed = evaluate(headers.filterValues { it == Header.Computed }.keys, problems)
        if (problems.isNotEmpty()) {
            throw ScriptProblemsException(
                problems.sortedBy { content.order.indexOf(it.location()?.file()) }
            )
        }
        scripts = content.scripts.associateBy { it.path }
        index.keep(content.files.mapNotNull { entry(it, headers[it.script]) })
        return content.files.map { (script, _, known) ->
            val header = headers[script]
            when {
                known != null -> known.revision
                header is Header.Literal -> header.revision.of(script)
                else -> computed.getValue(script.path).of(script)
            }
        }
    }

    /** Only what a header says by itself is the same at the next command. */
    private fun entry(file: ScriptFile, header: Header?): HeaderIndex.Entry? =
        file.known
            ?: file.stamp?.let { stamp ->
                (header as? Header.Literal)?.let {
                    HeaderIndex.Entry(stamp, file.script.print(), it.revision.of(file.script))
                }
            }

    override fun load(revisions: Collection<Revision>): Map<String, Migration> {
        if (scripts == null) {
            revisions()
        }
        val asked = revisions.associateBy { it.path() }
        val wanted = scripts.orEmpty().values.filter { it.path in asked }
        if (wanted.size < asked.size) {
            throw ScriptProblemsException(missing(asked.keys - wanted.map { it.path }.toSet()))
        }
        val migrations = host.load(wanted, parameters)
        val problems = migrations.mapNotNull {
            difference(asked.getValue(it.revision().path()), it)
        }
        if (problems.isNotEmpty()) {
            throw ScriptProblemsException(problems)
        }
        return migrations
            .map { it.withRevision(asked.getValue(it.revision().path())) }
            .associateBy { it.revision().id() }
    }

    override fun repeatables(): RepeatableSource = repeatables

    override fun textsBeside(name: String): List<String> =
        givenFolders.paths().map { it.resolve(name) }.filter { Files.exists(it) }.map(::text)

    private fun text(file: Path): String =
        try {
            BoundedFile.read(file, BoundedFile.LARGEST_TEXT).decodeToString()
        } catch (failure: IOException) {
            throw MigrationException(
                ImportMessages.unreadable("$file", BoundedFile.reason(failure)),
                failure,
            )
        }

    override fun pack(): List<PackedScript> =
        revisions().let { packer.pack(scripts.orEmpty().values.toList(), it) }

    override fun packRepeatables(): List<PackedRepeatable> = repeatables.pack()

    private fun missing(paths: Set<String?>): List<Problem> = paths.map(ScriptMessages::missing)

    private fun missing(script: Script, header: Header): Problem? {
        val missing = header as? Header.Missing ?: return null
        val place = Location(script.path, 1, 0, script.line(1))
        return if (missing.emptyFile) ScriptMessages.emptyScript(place)
        else ScriptMessages.noRevision(place)
    }

    /** The headers of scripts that must be evaluated to know them, by path. */
    private fun evaluate(
        scripts: Collection<Script>,
        problems: MutableList<Problem>,
    ): Map<String, Revision> {
        if (scripts.isEmpty()) {
            return emptyMap()
        }
        return try {
            host
                .load(scripts.toList(), parameters)
                .map { it.revision() }
                .associateBy { it.path().orEmpty() }
        } catch (failure: ScriptProblemsException) {
            problems += failure.problems()
            emptyMap()
        }
    }

    /** A script that hides from the scanner what it sets must not run under a false name. */
    private fun difference(asked: Revision, loaded: Migration): Problem? =
        if (asked.hasPlaceOf(loaded.revision())) null
        else ScriptMessages.hiddenHeader(asked.path().orEmpty())
}

private fun Revision.of(script: Script) = readFrom(script.path, script.fingerprint())

/** None for a script that reads files: its text alone does not tell whether it is what it was. */
private fun Script.fingerprint(): String? =
    if ("loadCsv" in text || "executeFile" in text) null else print()
