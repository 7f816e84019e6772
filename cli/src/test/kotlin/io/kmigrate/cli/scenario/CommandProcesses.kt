package io.kmigrate.cli.scenario

import io.kmigrate.testing.TestJava
import io.kmigrate.testing.deleteTree
import java.io.DataInputStream
import java.io.EOFException
import java.io.File
import java.io.ObjectOutputStream
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger
import kotlin.io.path.isRegularFile
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.toPath

/**
 * Processes of the distribution that run one command after another: a start of Java for each
 * command would take most of the time, and a compiler that has run before takes a tenth of it. A
 * process stays in its folder, so that who plays something borrows the folder.
 * `-Dcommands.fresh=true` gives every command a process of its own.
 */
internal class CommandProcesses(
    private val distribution: Path,
    private val cache: Path,
) : AutoCloseable {
    /** Above all folders. */
    val root: Path = Files.createTempDirectory("commands").toRealPath()
    private val processes = ConcurrentHashMap<Path, CommandProcess>()
    private val free = ConcurrentLinkedQueue<Path>()
    private val folders = AtomicInteger()

    /** An empty folder, until it is closed. */
    fun folder(): CommandFolder {
        val known = free.poll()
        // The folder itself stays: a process is in it.
        known?.listDirectoryEntries()?.forEach(::deleteTree)
        val path = known ?: Files.createDirectory(root.resolve("${folders.incrementAndGet()}"))
        return CommandFolder(path) { free.add(path) }
    }

    /** Its exit code. */
    fun run(call: CommandCall): Int {
        val process =
            processes.compute(Path.of(call.folder)) { _, known ->
                known?.takeIf { it.isAlive } ?: CommandProcess(distribution, cache, call)
            }!!
        return process.run(call)
    }

    override fun close() {
        processes.values.forEach { it.close() }
        deleteTree(root)
    }

    companion object {
        /** Whether every command has a process of its own. */
        val isFresh: Boolean = System.getProperty("commands.fresh").toBoolean()

        /** What the process itself reads, and no command can be given alone. */
        val OF_PROCESS = setOf("MIGRATE_CACHE", "MIGRATE_JAVA_OPTS", "JAVA_HOME")
    }
}

private class CommandProcess(distribution: Path, cache: Path, first: CommandCall) : AutoCloseable {
    private val process = start(distribution, cache, first)
    private val calls = ObjectOutputStream(process.outputStream)
    private val exitCodes = DataInputStream(process.inputStream)

    val isAlive: Boolean
        get() = process.isAlive

    @Synchronized
    fun run(call: CommandCall): Int {
        calls.writeObject(call)
        calls.flush()
        return try {
            exitCodes.readInt()
        } catch (_: EOFException) {
            // The command ended its process, as a script can.
            process.waitFor()
        }
    }

    override fun close() {
        calls.close()
        process.waitFor()
    }

    private companion object {
        /** The same for all that is played. */
        val OF_MACHINE = setOf("PATH", "HOME", "HOSTNAME")

        fun start(distribution: Path, cache: Path, first: CommandCall): Process {
            val jars = distribution.resolve("lib").listDirectoryEntries("*.jar").sorted()
            val compiler =
                distribution.resolve("compiler").listDirectoryEntries("kotlin-*compiler*.jar")
            val own = CommandServer::class.java.protectionDomain.codeSource.location.toURI()
            return ProcessBuilder(
                    *TestJava.command,
                    "-Xms512m",
                    "-Xmn256m",
                    "-Xmx1g",
                    // Standard output is for exit codes alone.
                    "-Xlog:disable",
                    *archive(cache),
                    "-Djava.awt.headless=true",
                    "-Dfile.encoding=UTF-8",
                    "-Dkmigrate.cache=$cache",
                    "-cp",
                    joined(jars + compiler + listOf(own.toPath())),
                    CommandServer::class.java.name,
                    joined(jars),
                )
                .directory(File(first.folder))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .also {
                    it.environment() += first.variables.filterKeys(OF_MACHINE::contains)
                    it.environment()["LC_ALL"] = "C.UTF-8"
                }
                .start()
        }

        /** The classes that an earlier command has left for the next ones, if it has. */
        fun archive(cache: Path): Array<String> {
            val start = cache.resolve("start")
            val archives =
                if (Files.isDirectory(start) && Runtime.version().feature() < 24)
                    start.listDirectoryEntries().filter {
                        it.isRegularFile() && !it.name.endsWith(".new")
                    }
                else emptyList()
            return archives.take(1).map { "-XX:SharedArchiveFile=$it" }.toTypedArray()
        }

        fun joined(files: List<Path>) = files.joinToString(File.pathSeparator)
    }
}
