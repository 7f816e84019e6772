package io.kmigrate.dsl.host

import io.kmigrate.ScriptLoader
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
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
    val scripts: List<Script>,
    val problems: List<Problem>,
)

/** The script files of some folders, in the order of the folders and then of the names. */
internal class ScriptFolders(
    private val folders: ScriptLoader.Folders,
    private val kind: ScriptKind = ScriptKind.MIGRATION,
) {
    /** Reads every file once, however many ways lead to it. */
    fun read(): FolderContent {
        val reading = Reading()
        folders.paths.forEach {
            if (isScript(it)) reading.readAlone(it) else reading.read(it, realPath(it))
        }
        return FolderContent(reading.order, reading.scripts, reading.problems)
    }

    private inner class Reading {
        val order = mutableListOf<String>()
        val scripts = mutableListOf<Script>()
        val problems = mutableListOf<Problem>()
        private val seenFiles = HashSet<Path>()
        private val seenFolders = HashSet<Path>()

        /** Where a script is named instead of its folder. */
        fun readAlone(file: Path) {
            if (seenFiles.add(realPath(file))) {
                order += file.toString()
                read(file, problems)?.let { scripts += it }
            }
        }

        /** A folder's own scripts come before those of the folders below it. */
        fun read(folder: Path, real: Path) {
            order += folder.toString()
            seenFolders.add(real)
            val entries = list(folder, problems)
            entries
                .filter { isScript(it) && seenFiles.add(realPath(it, real)) }
                .onEach { order += it.toString() }
                .mapNotNullTo(scripts) { read(it, problems) }
            if (folders.recursive) {
                entries.filter(::isFolder).forEach { below(it, realPath(it, real)) }
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
                return Files.list(folder).use { files -> files.toList().sortedBy { it.name } }
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

    private fun isScript(file: Path): Boolean =
        kind.names(file.name) && file.name.first() !in EDITORS && !file.isDirectory()

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
