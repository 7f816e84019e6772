package io.kmigrate.cli

import io.kmigrate.testing.deleteTree
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.TestAbortedException
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.File
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import java.util.concurrent.TimeUnit
import kotlin.io.path.createDirectories
import kotlin.io.path.createFile
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.exists
import kotlin.io.path.isRegularFile
import kotlin.io.path.name
import kotlin.io.path.readLines
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeText

/** The launcher with a Java that only says what it was started with. */
internal class LauncherTest : FunSpec() {
    private val isRoot = System.getProperty("user.name") == "root"

    private class Machine(private val shell: String = "sh") {
        private val folder = temporaryFolder("launcher").toRealPath()
        private val java = folder.resolve("java")
        val cache: Path = folder.resolve("cache")
        private val launcher = folder.resolve("home/bin/migrate")

        init {
            Files.createDirectories(folder.resolve("home/lib"))
            for (jar in JARS) {
                val file = folder.resolve("home/lib/$jar").createFile()
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH))
            }
            launcher.parent.createDirectories()
            Files.copy(Path.of("src/main/distribution/bin/migrate"), launcher)
            java.resolve("bin").createDirectories()
            java.resolve("release").writeText("JAVA_VERSION=\"17.0.1\"\n")
            java.resolve("bin/java").apply {
                writeText(FAKE)
                toFile().setExecutable(true)
            }
        }

        /** The arguments of Java, one a line. */
        fun start(
            umask: String = "022",
            cache: String = "${this.cache}",
            variables: Map<String, String> = mapOf(),
        ): List<String> {
            val log = Files.createTempFile(folder, "run", ".log")
            val builder =
                ProcessBuilder("sh", "-c", "umask $umask; exec $shell $launcher heads")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
            builder.environment()["JAVA_HOME"] = "$java"
            builder.environment()["MIGRATE_CACHE"] = cache
            builder.environment() += variables
            builder.start().waitFor()
            return log.readLines()
        }

        /** As an archive with its own Java is delivered; `JAVA_HOME` leads nowhere. */
        fun delivered(): Machine = apply {
            val home = launcher.parent.parent
            for (name in
                listOf(
                    "archives/command.aot",
                    "archives/compiler.aot",
                    "archives/scripts/script",
                    "native/library",
                )) {
                home.resolve(name).apply { parent.createDirectories() }.createFile()
            }
            home.resolve("runtime/bin").createDirectories()
            Files.move(java.resolve("bin/java"), home.resolve("runtime/bin/java"))
        }

        /** With what a start before left behind. */
        fun trained(): Machine = apply {
            start()
            val end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
            while (archive() == null && System.nanoTime() < end) {
                Thread.sleep(PAUSE_MILLIS)
            }
            check(archive() != null) { "no archive was made" }
            // What is spoilt from here on is not made again.
            java.resolve("still").createFile()
        }

        fun archive(): Path? =
            cache
                .resolve("start")
                .toFile()
                .listFiles()
                .orEmpty()
                .map { it.toPath() }
                .find {
                    it.isRegularFile() && !it.name.endsWith(".new")
                }
    }

    /** One for all tests that change it and change it back. */
    private val machine by lazy { Machine().trained() }

    /** What goes while it is looked at is left out. */
    private fun allBelow(file: File): List<File> =
        listOf(file) + file.listFiles().orEmpty().flatMap(::allBelow)

    /** Null for a file that is gone. */
    private fun mode(file: Path): String? =
        try {
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
        } catch (_: NoSuchFileException) {
            null
        }

    private fun usesArchive(arguments: List<String>) = arguments.any {
        it.startsWith("-XX:SharedArchiveFile=")
    }

    private fun usesLibrary(arguments: List<String>) = arguments.any {
        it.startsWith("-Dorg.sqlite.lib.path=")
    }

    /** Neither of both is used, if one is in doubt; the library alone may be. */
    private fun requireUnused(name: String, arguments: List<String>) {
        arguments shouldContain "io.kmigrate.cli.Main"
        usesArchive(arguments) shouldBe false
        if (name != "start" && name != "archive") {
            usesLibrary(arguments) shouldBe false
        }
    }

    /** A start before may not have ended its work beside, and make the folder again. */
    private fun instead(place: Path, put: () -> Unit) {
        while (true) {
            try {
                return put()
            } catch (_: FileAlreadyExistsException) {
                deleteTree(place)
            }
        }
    }

    private fun chmod(file: Path, mode: String) =
        file.setPosixFilePermissions(PosixFilePermissions.fromString(mode))

    init {
        for (umask in listOf("000", "022")) {
            test(
                "files that the launcher creates under umask $umask are its user's alone, and are used"
            ) {
                val machine = Machine()
                machine.start(umask)
                machine.trained()
                // The lock of those that make an archive may go while it is looked at.
                allBelow(machine.cache.toFile())
                    .mapNotNull { file -> mode(file.toPath())?.let { file to it } }
                    .filterNot { (_, mode) -> mode.endsWith("------") }
                    .shouldBeEmpty()
                val arguments = machine.start(umask)
                usesArchive(arguments) shouldBe true
                usesLibrary(arguments) shouldBe true
            }
        }

        val shared =
            listOf(
                "",
                "start",
                "native",
                "native/sqlite-jdbc-3",
                "native/sqlite-jdbc-3/library",
                "archive",
            )

        fun place(name: String) =
            if (name == "archive") machine.archive()!! else machine.cache.resolve(name)

        for (name in shared) {
            val shown = name.ifEmpty { "the cache" }
            test("code is not taken from where others can write: $shown") {
                val place = place(name)
                val before = Files.getPosixFilePermissions(place)
                for (mode in listOf("rwxrwx---", "rwx----w-", "rwxrwxrwx")) {
                    chmod(place, mode)
                    withClue(mode) { requireUnused(name, machine.start()) }
                }
                place.setPosixFilePermissions(before)
            }

            test("code is not taken from another user: $shown").config(enabled = isRoot) {
                val place = place(name)
                Files.setAttribute(place, "unix:uid", 12345)
                requireUnused(name, machine.start())
                Files.setAttribute(place, "unix:uid", 0)
            }
        }

        for (name in shared.drop(1)) {
            test("code is not taken from behind a link: $name") {
                val place = place(name)
                val moved = machine.cache.resolveSibling("moved")
                Files.move(place, moved)
                instead(place) { place.createSymbolicLinkPointingTo(moved) }
                requireUnused(name, machine.start())
                Files.delete(place)
                instead(place) { Files.move(moved, place) }
            }
        }

        test("a link to the cache is the user's own choice, and another user's is not followed") {
            val link = machine.cache.resolveSibling("link")
            link.createSymbolicLinkPointingTo(machine.cache)
            usesLibrary(machine.start(cache = "$link")) shouldBe true
            if (isRoot) {
                ProcessBuilder("chown", "-h", "12345", "$link").start().waitFor() shouldBe 0
                usesLibrary(machine.start(cache = "$link")) shouldBe false
            }
        }

        test("nothing is written to a folder that others can write to") {
            val machine = Machine()
            machine.cache.createDirectories()
            chmod(machine.cache, "rwxrwxrwx")
            machine.start()
            Thread.sleep(TimeUnit.SECONDS.toMillis(2))
            machine.archive() shouldBe null
            machine.cache.resolve("native").exists() shouldBe false
        }

        test("other shells start the same") {
            for (shell in listOf("bash", "busybox sh", "ksh", "zsh --emulate sh")) {
                val path =
                    System.getenv("PATH").split(':').map { Path.of(it, shell.substringBefore(' ')) }
                if (path.any { it.exists() }) {
                    val machine = Machine(shell).trained()
                    withClue(shell) {
                        val arguments = machine.start()
                        usesArchive(arguments) shouldBe true
                        usesLibrary(arguments) shouldBe true
                        chmod(machine.cache, "rwxrwxrwx")
                        usesArchive(machine.start()) shouldBe false
                    }
                }
            }
        }

        test("a distribution with its own Java uses its own archives, and makes none") {
            val machine = Machine().delivered()
            val arguments = machine.start().map { it.substringAfter("/home/") }
            arguments shouldContainAll
                listOf(
                    "archives/command.aot",
                    "archives/compiler.aot",
                    "archives/scripts",
                    "native",
                )
            usesLibrary(machine.start()) shouldBe true
            machine.cache.exists() shouldBe false
        }

        test("the class path has one order in every language") {
            val american = american()
            for (shell in listOf("sh", "bash")) {
                val machine = Machine(shell)
                for (name in listOf("LC_ALL", "LC_COLLATE", "LANG")) {
                    val language =
                        listOf("LC_ALL", "LC_COLLATE", "LANG").associateWith { "" } +
                            mapOf(name to "en_US.UTF-8", "LOCPATH" to "$american")
                    val arguments = machine.start(variables = language)
                    val jars = arguments[arguments.indexOf("-cp") + 1].split(':')
                    withClue("$shell, $name") {
                        jars.map { it.substringAfterLast('/') } shouldContainExactly JARS
                    }
                }
            }
        }

        test("a launcher without a cache starts, too") {
            val machine = Machine()
            for (cache in listOf("/nonexistent/cache", "/dev/null", "-n", "relative")) {
                withClue(cache) {
                    machine.start(cache = cache) shouldContain "io.kmigrate.cli.Main"
                }
            }
        }
    }

    /** A folder of locales with one that skips punctuation at first, made by Debian's `locales`. */
    private fun american(): Path {
        if (!Path.of("/usr/share/i18n/locales/en_US").exists()) {
            throw TestAbortedException("languages: en_US is not there (Debian: locales)")
        }
        val folder = temporaryFolder("locales")
        ProcessBuilder("localedef", "-i", "en_US", "-f", "UTF-8", "$folder/en_US.UTF-8")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor() shouldBe 0
        return folder
    }

    private companion object {
        /** In the order of their bytes. In English, the middle one would be the third. */
        val JARS =
            listOf(
                "kmigrate.jar",
                "kotlin-script-runtime-2.jar",
                "kotlin-scripting-common-2.jar",
                "sqlite-jdbc-3.jar",
            )
        const val PATIENCE_SECONDS = 30L
        const val PAUSE_MILLIS = 50L

        /** Makes the archive that it is asked for, and what the warm-up unpacks. */
        val FAKE =
            """
            #!/bin/sh
            still=${'$'}{0%/bin/java}/still
            for argument do
              printf '%s\n' "${'$'}argument"
              case ${'$'}argument in
                -XX:ArchiveClassesAtExit=*) [ ! -e "${'$'}still" ] || exit 1; : >"${'$'}{argument#*=}" ;;
                */native/*) case ${'$'}argument in /*) mkdir -p "${'$'}argument" && : >"${'$'}argument/library" ;; esac ;;
              esac
            done
            """
                .trimIndent() + "\n"
    }
}
