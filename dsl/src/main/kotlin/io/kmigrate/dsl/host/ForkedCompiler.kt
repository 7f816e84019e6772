package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerDriver
import io.kmigrate.dsl.message.CompilerMessages
import io.kmigrate.failure.MigrationException
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readLines
import kotlin.io.path.readText

/**
 * Compiles in a child process, which can have the flags that make the compiler start quickly. The
 * child lives as long as this process at most.
 *
 * @property jars the folder that holds the compiler and everything it needs
 * @property options more flags for the child
 */
internal class ForkedCompiler(
    jars: Path,
    private val folder: CacheFolder,
    private val options: List<String> = emptyList(),
) : ScriptCompiler {
    private val jars = jars.toAbsolutePath().normalize()

    override fun compile(work: Path) {
        val child = CompilerProcess(classPath(work), options)
        val archive = CompilerArchive(folder, child)
        val log = work.resolve("log")
        val process =
            Unfinished.begin(
                child
                    .start(archive.flags(), listOf(work.toString()))
                    .redirectError(log.toFile())
                    .start()
            )
        try {
            val said = untilDone(process.inputStream)
            Unfinished.done(process)
            if (said != null) {
                throw failure(waitFor(process), "$said\n${log.readText()}".trim())
            }
        } finally {
            process.destroyForcibly()
            Unfinished.done(process)
        }
        archive.createAfter(work)
    }

    /**
     * Null when the child has answered; otherwise what it said instead, a Java runtime's own words
     * included.
     */
    private fun untilDone(output: InputStream): String? {
        val said = ByteArrayOutputStream()
        generateSequence { output.read() }
            .takeWhile { it >= 0 }
            .forEach { if (it == CompilerDriver.DONE) return null else said.write(it) }
        return said.toString(Charsets.UTF_8)
    }

    override fun require() {
        compilerJars()
    }

    private fun classPath(work: Path): List<Path> {
        val found = compilerJars()
        val delivered = jars.resolve(DriverJar.DELIVERED)
        return if (delivered in found) listOf(delivered) + (found - delivered)
        else listOf(DriverJar.locate(folder, work)) + found
    }

    private fun compilerJars(): List<Path> {
        val found =
            try {
                jars.listDirectoryEntries("*.jar").sorted()
            } catch (_: IOException) {
                emptyList()
            }
        if (found.none { it.fileName.toString().startsWith("kotlin-compiler") }) {
            throw NoCompilerException(CompilerMessages.noCompilerInFolder("$jars"))
        }
        return found + shared()
    }

    /** What the command and the compiler both use is delivered once, beside the command. */
    private fun shared(): List<Path> =
        jars
            .resolve(SHARED)
            .takeIf { it.exists() }
            ?.readLines()
            .orEmpty()
            .map {
                jars.resolve(it).normalize()
            }

    private fun waitFor(process: Process): Int =
        try {
            process.waitFor()
        } catch (interruption: InterruptedException) {
            Thread.currentThread().interrupt()
            throw MigrationException(CompilerMessages.interrupted(), interruption)
        }

    private fun failure(exit: Int, output: String): MigrationException {
        if ("OutOfMemoryError" in output || "Could not reserve enough space" in output) {
            return CompilerMessages.outOfMemory().exception()
        }
        val said = output.lines().filter { it.isNotBlank() }.take(SHOWN_LINES)
        val problem =
            if (exit > SIGNALS) CompilerMessages.killed(exit - SIGNALS, said)
            else CompilerMessages.ended(exit, said)
        return problem.exception()
    }

    private companion object {
        /** Exit codes above this are how Unix reports the number of a signal. */
        const val SIGNALS = 128
        const val SHOWN_LINES = 10

        /** Lists jars of other folders, one a line. */
        const val SHARED = "shared"
    }
}

/**
 * How the child is started: one class path and one set of flags, for archives hold for nothing
 * else.
 */
internal class CompilerProcess(val classPath: List<Path>, private val options: List<String>) {
    fun start(
        flags: List<String>,
        arguments: List<String>,
        main: String = DriverJar.MAIN,
    ): ProcessBuilder =
        ProcessBuilder(
            listOf(JAVA) +
                FLAGS +
                options +
                flags +
                listOf("-cp", classPath.joinToString(java.io.File.pathSeparator), main) +
                arguments
        )

    companion object {
        private val JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString()

        private val FLAGS =
            listOf(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // C1 alone would reserve less than a large history needs. Newer Javas also collect
                // garbage for each seventh of it that is filled.
                "-XX:ReservedCodeCacheSize=240m",
                "-Xlog:disable",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
            ) + if (Runtime.version().feature() <= NEWEST_WITH_FLAGS) savings() else listOf()

        /** A newer Java may not know them, and would not start. */
        private const val NEWEST_WITH_FLAGS = 25

        private fun savings(): List<String> =
            // The archive needs no corrections where it is loaded at the place it was made for.
            listOf("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0") +
                if (isLargePages()) listOf("-XX:+UseTransparentHugePages") else listOf()

        /** Where Linux gives large pages to who asks. Elsewhere Java would print a warning. */
        private fun isLargePages(): Boolean =
            try {
                "[never]" !in Path.of(LARGE_PAGES).readText()
            } catch (_: IOException) {
                false
            }

        private const val LARGE_PAGES = "/sys/kernel/mm/transparent_hugepage/enabled"
    }
}
