package io.kmigrate.dsl.host

import io.kmigrate.dsl.message.ScriptMessages
import io.kmigrate.failure.Problem
import io.kmigrate.file.BoundedFile
import io.kmigrate.message.FileMessages
import io.kmigrate.source.FileText
import io.kmigrate.source.ScriptLoader
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.isDirectory
import kotlin.io.path.isRegularFile
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
                read(file, problems, isEndless(file))?.let {
                    files += ScriptFile(it, null, null)
                }
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
                    if (known == null) read(file, problems, stamp == null && isEndless(file))
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
            problems += ScriptMessages.unreadableFolder("$folder", reason(failure))
            return emptyList()
        }
        problems +=
            if (kind == ScriptKind.MODEL) ScriptMessages.noModelFolder("$folder")
            else ScriptMessages.noScriptFolder("$folder")
        return emptyList()
    }

    /** A link that leads nowhere is told apart by its own reason. */
    private fun isEndless(file: Path): Boolean = file.exists() && !file.isRegularFile()

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

    /** @param isEndless for a pipe, which would keep the command waiting, and a device */
    private fun read(
        file: Path,
        problems: MutableList<Problem>,
        isEndless: Boolean = false,
    ): Script? =
        try {
            if (isEndless) throw IOException(FileMessages.noPlainFile())
            val text = FileText.of(BoundedFile.read(file, BoundedFile.LARGEST_TEXT))
            val flaw = text.flaw()
            if (flaw == null) {
                Script(file.toString(), text.text())
            } else {
                problems += ScriptMessages.notUtf8("$file", flaw.encoding(), flaw.line())
                null
            }
        } catch (failure: IOException) {
            problems += ScriptMessages.unreadable("$file", reason(failure))
            null
        }

    /** The text of a script whose header is known from before. */
    private fun readKnown(file: Path, known: HeaderIndex.Entry): String {
        val problems = mutableListOf<Problem>()
        val script = read(file, problems) ?: throw ScriptProblemsException(problems)
        if (script.print() != known.print) {
            throw ScriptProblemsException(listOf(ScriptMessages.changedMeanwhile("$file")))
        }
        return script.text
    }

    private fun reason(failure: IOException): String =
        when (failure) {
            is java.nio.file.NoSuchFileException -> ScriptMessages.brokenLink()
            is java.nio.file.AccessDeniedException -> ScriptMessages.accessDenied()
            else -> failure.message ?: failure.javaClass.simpleName
        }

    companion object {
        /** What the names of hidden files and of editors' own files begin with. */
        private const val EDITORS = ".#"
    }
}
