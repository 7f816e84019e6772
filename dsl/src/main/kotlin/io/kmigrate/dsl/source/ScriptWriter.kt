package io.kmigrate.dsl.source

import io.kmigrate.dsl.message.NewRevisionMessages
import io.kmigrate.dsl.script.HeaderProblems
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.file.WholeFile
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.revision.Revision
import io.kmigrate.source.ScriptLoader
import java.io.IOException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.time.ZoneOffset
import java.time.ZonedDateTime
import java.util.UUID
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * Writes new scripts. For one folder, and names as `migrate revision` gives them, see [into].
 *
 * @property base where relative folders begin
 * @property folders the script folders, as the user typed them
 * @property now names the file
 * @property look what the script looks like
 */
@API(status = INTERNAL, since = "0.1")
public class ScriptWriter
@JvmOverloads
constructor(
    private val base: Path,
    folders: ScriptLoader.Folders,
    private val template: FileTemplate,
    private val now: ZonedDateTime,
    private val look: ScriptTemplate = ScriptTemplate.STANDARD,
) {
    private val folders =
        ScriptLoader.Folders(
            folders.paths.filterNot { it.toString().endsWith(".jar") },
            folders.recursive,
        )

    /**
     * Writes the script, once it is known that the graph stays whole, and that it compiles to what
     * it should do.
     *
     * @throws MigrationException when it would not, or nothing can be written there
     */
    public fun write(graph: RevisionGraph, wanted: NewRevision): WrittenRevision {
        wanted.id?.let(::requireLegal)
        val id = wanted.id ?: generateSequence { randomId() }.first { graph.find(it).isEmpty }
        val path = folder(graph, wanted).resolve(template.path(id, wanted.message, now))
        requireFound(path)
        val placement = wanted.placement
        val revision =
            Revision(
                id,
                placement.parents(),
                placement.dependsOn(),
                wanted.branchLabels,
                wanted.message,
                path.toString(),
            )
        val whole = RevisionGraph.of(graph.all().oldestFirst() + revision)
        val text = ScriptText(revision, wanted.content, now).of(look)
        if (wanted.content != null || look != ScriptTemplate.STANDARD) {
            ContentCheck(path.toString(), text, look).require(revision, wanted.content)
        }
        write(path, text)
        return WrittenRevision(revision, whole)
    }

    private fun requireLegal(id: String) {
        HeaderProblems.ofId("revision id", id)?.let { throw it.exception() }
    }

    /** A script that no command reads is lost. */
    private fun requireFound(path: Path) {
        val file = absolute(path)
        val isFound =
            folders.paths
                .map(::absolute)
                .filter { file != it && file.startsWith(it) }
                .map { it.relativize(file).toList() }
                .any { names ->
                    (folders.recursive || names.size == 1) &&
                        names.none { "$it".startsWith(".") || "$it".startsWith("#") }
                }
        if (!isFound) {
            throw NewRevisionMessages.notRead("$path", shownFolders()).exception()
        }
    }

    private fun folder(graph: RevisionGraph, wanted: NewRevision): Path {
        wanted.folder?.let { asked ->
            val folder = absolute(Path.of(asked))
            val isRead =
                folders.paths.map(::absolute).any {
                    folder == it || folders.recursive && folder.startsWith(it)
                }
            return if (isRead) Path.of(asked)
            else throw NewRevisionMessages.notAScriptFolder(asked, shownFolders()).exception()
        }
        val parents = wanted.placement.parents().mapNotNull { graph.find(it).orElse(null)?.path() }
        return parents.firstNotNullOfOrNull { parent ->
            folders.paths.find {
                absolute(Path.of(parent)).startsWith(absolute(it))
            }
        } ?: folders.paths.singleOrNull() ?: throw noFolder().exception()
    }

    private fun absolute(path: Path) = base.resolve(path).toAbsolutePath().normalize()

    private fun noFolder(): Problem =
        if (folders.paths.isEmpty()) NewRevisionMessages.bundlesOnly()
        else NewRevisionMessages.whichScriptFolder(shownFolders())

    private fun shownFolders() = folders.paths.map { it.toString() }

    private fun write(path: Path, text: String) {
        val file = base.resolve(path)
        try {
            Files.createDirectories(file.parent)
            WholeFile.create(file, text.encodeToByteArray())
        } catch (failure: FileAlreadyExistsException) {
            throw MigrationException(NewRevisionMessages.fileExists("$path"), failure)
        } catch (failure: IOException) {
            throw MigrationException(
                NewRevisionMessages.cannotWrite("$path", "$failure"),
                failure,
            )
        }
    }

    private fun randomId(): String =
        UUID.randomUUID().toString().replace("-", "").takeLast(ID_LENGTH)

    public companion object {
        private const val ID_LENGTH = 12

        /**
         * A writer for one folder of scripts, seen from the working directory.
         *
         * @param template how files are named; its times are now, in UTC
         * @param look what scripts look like
         */
        @JvmStatic
        @JvmOverloads
        public fun into(
            folder: Path,
            template: FileTemplate = FileTemplate.STANDARD,
            look: ScriptTemplate = ScriptTemplate.STANDARD,
        ): ScriptWriter =
            ScriptWriter(
                Path.of(""),
                ScriptLoader.Folders(listOf(folder), template.makesFolders),
                template,
                ZonedDateTime.now(ZoneOffset.UTC),
                look,
            )
    }
}
