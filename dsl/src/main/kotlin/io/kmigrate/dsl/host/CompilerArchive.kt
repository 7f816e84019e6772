package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerRequest
import java.io.IOException
import java.lang.ProcessBuilder.Redirect
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant

/**
 * The compiler's classes as the JVM keeps them in memory, in one file: it halves the start. Made in
 * the background after the first compile; a run never waits for it, and never fails because of it.
 */
internal class CompilerArchive(
    private val folder: CacheFolder,
    private val child: CompilerProcess,
) {
    private val delivered: Path? =
        System.getProperty(SETTING)
            .orEmpty()
            .ifEmpty { "false" }
            .let {
                if (it == "false") null else Path.of(it)
            }

    private val file: Path by lazy {
        val print = Fingerprint().add(System.getProperty("java.vm.version")).add(JAVA_HOME)
        child.classPath.forEach {
            print.add("$it ${Files.size(it)} ${Files.getLastModifiedTime(it)}")
        }
        folder.path.toAbsolutePath().resolve("compiler/${print.text().take(NAME_LENGTH)}.jsa")
    }

    /** What lets a child use the archive, when there is one. */
    fun flags(): List<String> =
        if (delivered != null) {
            listOf("$USE$delivered").filter { Files.exists(delivered) }
        } else if (folder.isUsable() && Files.isRegularFile(file) && Files.size(file) > 0) {
            folder.touch(file)
            listOf("$USE$file")
        } else {
            emptyList()
        }

    /** Starts making the archive, if there is none, by compiling again what [work] holds. */
    fun createAfter(work: Path) {
        if (delivered != null) {
            deliver(work, delivered)
            return
        }
        if (!folder.isUsable() || Files.exists(file) || System.getProperty(SETTING) == "false") {
            return
        }
        try {
            val training = claim() ?: return
            removeUnused()
            copySome(work, training)
            val dump =
                child.start(
                    listOf("$MAKE${training.resolve("archive")}"),
                    listOf(training.toString(), "detached"),
                )
            child
                .start(
                    emptyList(),
                    listOf(training.toString(), file.toString()) + dump.command(),
                    ARCHIVER,
                )
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
            // The archiver's from here on.
            Unfinished.done(training)
        } catch (_: IOException) {
            // Runs stay slower.
        }
    }

    /** Where a distribution is made, which waits for it. */
    private fun deliver(work: Path, archive: Path) {
        if (Files.exists(archive)) {
            return
        }
        val training = Unfinished.begin(Files.createTempDirectory("training"))
        try {
            copySome(work, training)
            child
                .start(listOf("$MAKE$archive"), listOf(training.toString(), "detached"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
                .waitFor()
        } finally {
            Unfinished.remove(training)
        }
    }

    /** Archives of other compilers and other Java versions. */
    private fun removeUnused() {
        val old = Instant.now() - KEPT
        Files.list(file.parent).use { archives ->
            archives
                .filter {
                    "$it".endsWith(".jsa") && Files.getLastModifiedTime(it).toInstant() < old
                }
                .forEach { Files.deleteIfExists(it) }
        }
    }

    private fun copySome(work: Path, training: Path) {
        val request = CompilerRequest.read(work)
        val sources =
            request.sources.take(ENOUGH).map { source ->
                val copy = training.resolve(Path.of(source).fileName)
                Files.copy(Path.of(source), copy).toString()
            }
        CompilerRequest(request.arguments, sources, 1, request.together).write(training)
    }

    /** One process makes the archive; a claim that did not lead to one is void after a while. */
    private fun claim(): Path? {
        val claim = file.resolveSibling("${file.fileName}.making")
        if (Files.exists(claim)) {
            val made = Files.getLastModifiedTime(claim).toInstant()
            if (Duration.between(made, Instant.now()) < PATIENCE) {
                return null
            }
            deleteTree(claim)
        }
        return try {
            Unfinished.begin(Files.createDirectory(claim, *CacheFolder.ownerOnly))
        } catch (_: FileAlreadyExistsException) {
            null
        }
    }

    companion object {
        /** `false` turns archives off; a path names the one that came with the command. */
        const val SETTING: String = "kmigrate.compiler.archive"
        private const val ARCHIVER = "io.kmigrate.dsl.host.driver.ArchiveDriver"
        private const val NAME_LENGTH = 16
        private const val ENOUGH = 20

        /**
         * From Java 25 on, an archive knows too what is worth compiling first (JEP 514 and 515).
         */
        private val IS_AHEAD_OF_TIME = Runtime.version().feature() >= 25
        private val USE = if (IS_AHEAD_OF_TIME) "-XX:AOTCache=" else "-XX:SharedArchiveFile="
        private val MAKE =
            if (IS_AHEAD_OF_TIME) "-XX:AOTCacheOutput=" else "-XX:ArchiveClassesAtExit="
        private val JAVA_HOME = System.getProperty("java.home")
        private val KEPT = Duration.ofDays(60)
        private val PATIENCE = Duration.ofMinutes(10)
    }
}
