package io.kmigrate.dsl.source

import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.dsl.host.RepeatableScripts
import io.kmigrate.dsl.host.Script
import io.kmigrate.dsl.host.ScriptHost
import io.kmigrate.dsl.host.ScriptKind
import io.kmigrate.dsl.message.NewRevisionMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.file.WholeFile
import io.kmigrate.importer.ImportMap
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.revision.Migration
import java.io.FileNotFoundException
import java.io.IOException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.time.ZonedDateTime
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * The scripts of a history that another tool had. They are compiled together, before any of them is
 * written.
 *
 * @property folder the script folder, as the user typed it
 */
@API(status = INTERNAL, since = "0.1")
public class ImportedScripts(
    private val history: ImportedHistory,
    private val folder: Path,
    template: FileTemplate,
    now: ZonedDateTime,
) {
    private val texts = linkedMapOf<String, String>()
    private val files = linkedMapOf<String, String>()
    private val objectTexts =
        history.scripts().associate {
            it.name() to RepeatableText.of(it.objects(), it.remarks(), it.origin().environments())
        }

    init {
        history.revisions().forEach { revision ->
            val path = "$folder/${template.path(revision.id(), revision.message(), now)}"
            val text = ImportedText(revision, path)
            texts[path] = text.text()
            text.files.forEach { (name, sql) ->
                files["${path.substringBeforeLast('/')}/$name"] = sql
            }
        }
    }

    /** The paths of the scripts, in the order of the revisions; those of objects at the end. */
    public val paths: List<String>
        get() = texts.keys.toList() + objectTexts.keys.map(::objectPath)

    private fun objectPath(name: String) = "$folder/${RepeatableScripts.FOLDER}/$name"

    /**
     * What the scripts of objects declare.
     *
     * @throws MigrationException with what does not compile
     */
    public val objects: List<DeclaredRepeatable> by lazy {
        val named = objectTexts.map { (name, text) ->
            RepeatableScripts.Named(name, Script(objectPath(name), text))
        }
        if (named.isEmpty()) emptyList()
        else
            ScriptHost.of(null, ScriptKind.REPEATABLE) {}
                .classes(named.map { it.script })
                .zip(named) { type, file -> RepeatableScripts.evaluate(file, type) }
                .flatten()
    }

    /**
     * The migrations that the scripts describe, in the order of the revisions.
     *
     * @throws MigrationException with what does not compile
     */
    public fun migrations(): List<Migration> {
        val scripts = texts.map { (path, text) -> Script(path, text) }
        return ScriptHost.of(null) {}
            .prepare(scripts)
            .zip(texts.keys)
            .map { (script, path) ->
                script.evaluate(emptyMap(), beside(path))
            }
    }

    private fun beside(path: String) = ScriptFiles { name ->
        val found = files["${path.substringBeforeLast('/')}/$name"]
        found?.encodeToByteArray() ?: throw FileNotFoundException(name)
    }

    /**
     * Writes what [migrations] found to be whole, and the map that a database is taken over by.
     *
     * @param base where relative folders begin
     * @param report what the report says, a file beside the scripts
     * @throws MigrationException when a file is there, or cannot be written
     */
    public fun write(base: Path, report: String) {
        val all = texts + files + objectTexts.mapKeys { (name, _) -> objectPath(name) }
        all.keys.forEach {
            if (Files.exists(base.resolve(it))) throw NewRevisionMessages.fileExists(it).exception()
        }
        val map = base.resolve(folder).resolve(ImportMap.NAME)
        val known = ImportMap.read(map)
        all.forEach { (path, text) -> create(base, path, text) }
        replace(map, "$folder/${ImportMap.NAME}", known.with(history, checksums()).text())
        replace(base.resolve(REPORT), REPORT, report)
    }

    /** By script and key; several where each database has a text of its own. */
    private fun checksums(): Map<String, Map<String, String>> =
        objects
            .groupBy { it.file() }
            .mapValues { (_, own) ->
                own.map { it.`object`() }
                    .groupBy({ it.key() }, { it.checksum() })
                    .mapValues { (_, sums) -> sums.joinToString(" ") }
            }

    private fun create(base: Path, path: String, text: String) {
        val file = base.resolve(path)
        try {
            Files.createDirectories(file.parent)
            WholeFile.create(file, text.encodeToByteArray())
        } catch (failure: FileAlreadyExistsException) {
            throw MigrationException(NewRevisionMessages.fileExists(path), failure)
        } catch (failure: IOException) {
            throw MigrationException(NewRevisionMessages.cannotWrite(path, "$failure"), failure)
        }
    }

    private fun replace(file: Path, shown: String, text: String) {
        try {
            WholeFile.replace(file, text.encodeToByteArray())
        } catch (failure: IOException) {
            throw MigrationException(NewRevisionMessages.cannotWrite(shown, "$failure"), failure)
        }
    }

    public companion object {
        /** The name of the report. */
        public const val REPORT: String = "import-report.md"
    }
}
