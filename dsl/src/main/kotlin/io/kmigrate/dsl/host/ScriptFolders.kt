package io.kmigrate.dsl.host

import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
import io.kmigrate.source.ScriptLoader
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.isDirectory
import kotlin.io.path.isSymbolicLink
import kotlin.io.path.name

/**
 * What reading the folders gave.
 *
 * @property order every path there is, in the order in which problems are reported
 * @property problems with what could not be read
 */
internal class FolderContent(
    val order: List<String>,
    val files: List<ScriptFile>,
    val problems: List<Problem>,
) {
    val scripts: List<Script>
        get() = files.map { it.script }
}

/**
 * A script and where it came from.
 *
 * @property stamp the file's, from before it was read; null where it tells nothing
 * @property known what an index has of it: then it was not read yet
 */
internal data class ScriptFile(
    val script: Script,
    val stamp: FileStamp?,
    val known: HeaderIndex.Entry?,
)

/**
 * The script files of some folders, in the order of the folders and then of the names. What [index]
 * knows is read only when its text is asked for.
 */
internal class ScriptFolders(
    private val folders: ScriptLoader.Folders,
    private val kind: ScriptKind = ScriptKind.MIGRATION,
    private val index: HeaderIndex? = null,
) {
    /** Reads every file once, however many ways lead to it. */
    fun read(): FolderContent {
        val reading = Reading()
        folders.paths.forEach {
            if (isScript(it)) reading.readAlone(it) else reading.read(it, realPath(it))
        }
        return FolderContent(reading.order, reading.files, reading.problems)
    }

    private inner class Reading {
        val order = mutableListOf<String>()
        val files = mutableListOf<ScriptFile>()
        val problems = mutableListOf<Problem>()
        private val seenFiles = HashSet<Path>()
        private val seenFolders = HashSet<Path>()

        /** Where a script is named instead of its folder. */
        fun readAlone(file: Path) {
            if (seenFiles.add(realPath(file))) {
                order += file.toString()
                read(file, problems)?.let { files += ScriptFile(it, null, null) }
            }
        }

        /** A folder's own scripts come before those of the folders below it. */
        fun read(folder: Path, real: Path) {
            order += folder.toString()
            seenFolders.add(real)
            val entries = list(folder, problems)
            entries.filter { isNamedScript(it) }.forEach { readFile(it, real) }
            if (folders.recursive) {
                entries.filter(::isFolder).forEach { below(it, realPath(it, real)) }
            }
        }

        private fun readFile(file: Path, realFolder: Path) {
            val stamp = if (index == null) null else FileStamp.of(file)
            if (stamp == null && file.isDirectory()) {
                return
            }
            // What has a stamp is no link.
            val real =
                if (stamp == null) realPath(file, realFolder) else realFolder.resolve(file.name)
            if (seenFiles.add(real)) {
                order += file.toString()
                val known = stamp?.let { index?.of(file, it) }
                val script =
                    if (known == null) read(file, problems)
                    else Script.unread(file.toString()) { readKnown(file, known) }
                script?.let { files += ScriptFile(it, stamp, known) }
            }
        }

        /** A link may lead back up: nothing is read twice. */
        private fun below(folder: Path, real: Path) {
            if (real !in seenFolders) {
                read(folder, real)
            }
        }
    }

    private fun list(folder: Path, problems: MutableList<Problem>): List<Path> {
        try {
            if (folder.isDirectory()) {
                val names = Files.list(folder).use { files -> files.map { it.name }.toList() }
                return names.sorted().map(folder::resolve)
            }
        } catch (failure: IOException) {
            problems += unreadable(folder, "the script folder cannot be read", failure, FIX_FOLDER)
            return emptyList()
        }
        problems +=
            Problem(
                "no-script-folder",
                "the script folder $folder does not exist",
                Location.of(folder.toString()),
                if (kind == ScriptKind.MODEL) "create it, or let scripts in [model] name your model"
                else "create it, or let the setting scripts name the folder of your migrations",
            )
        return emptyList()
    }

    private fun isFolder(file: Path): Boolean =
        !kind.names(file.name) && !file.name.startsWith(".") && file.isDirectory()

    private fun isScript(file: Path): Boolean = isNamedScript(file) && !file.isDirectory()

    private fun isNamedScript(file: Path): Boolean =
        kind.names(file.name) && file.name.first() !in EDITORS

    /** Only links need the file system's word: asking for every file takes longer than reading. */
    private fun realPath(file: Path, realFolder: Path): Path =
        if (file.isSymbolicLink()) realPath(file) else realFolder.resolve(file.name)

    /** A link that leads nowhere is told apart by its own name; reading it fails. */
    private fun realPath(file: Path): Path =
        try {
            file.toRealPath()
        } catch (_: IOException) {
            file.toAbsolutePath()
        }

    private fun read(file: Path, problems: MutableList<Problem>): Script? =
        try {
            val text = Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)))
            Script(file.toString(), text.toString())
        } catch (failure: CharacterCodingException) {
            problems +=
                unreadable(file, "the script is not UTF-8 text", failure, "save it as UTF-8")
            null
        } catch (failure: IOException) {
            problems += unreadable(file, "the script cannot be read", failure, FIX_FILE)
            null
        }

    /** The text of a script whose header is known from before. */
    private fun readKnown(file: Path, known: HeaderIndex.Entry): String {
        val problems = mutableListOf<Problem>()
        val script = read(file, problems) ?: throw ScriptProblemsException(problems)
        if (script.print() != known.print) {
            throw ScriptProblemsException(
                listOf(
                    Problem(
                        "changed-meanwhile",
                        "the script was changed while this command ran",
                        Location.of(file.toString()),
                        "run the command again",
                    )
                )
            )
        }
        return script.text
    }

    private fun unreadable(file: Path, what: String, failure: IOException, fix: String): Problem {
        val reason =
            when (failure) {
                is CharacterCodingException -> ""
                is java.nio.file.NoSuchFileException -> ": it leads to no file"
                is java.nio.file.AccessDeniedException -> ": access is denied"
                else -> ": ${failure.message ?: failure.javaClass.simpleName}"
            }
        return Problem("unreadable-script", what + reason, Location.of(file.toString()), fix)
    }

    companion object {
        /** What the names of hidden files and of editors' own files begin with. */
        private const val EDITORS = ".#"
        private const val FIX_FOLDER = "let the user who runs this read the folder"
        private const val FIX_FILE = "let the user who runs this read the file, or remove it"
    }
}
