package io.kmigrate.cli.command

import io.kmigrate.testing.TestJava
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.TestAbortedException
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.createDirectory
import kotlin.io.path.exists
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText
import kotlin.io.path.writeText

/**
 * The command on a machine whose clock is off, by Debian's package `faketime`: without it, the test
 * is skipped, which is said.
 */
internal class DoctorClockTest : FunSpec() {
    init {
        test("doctor says how far the clock of this machine is behind that of the server") {
            val url = TestPostgres.url(TestPostgres.freshDatabase())
            val said = doctor(url, "-2h")
            withClue(said) {
                // The second look at the own clock is a moment after the server's.
                said shouldContain
                    Regex(
                        "warning {2}clock {5}the server's clock is 7(1\\d\\d|200) s ahead of that of this machine\n" +
                            " +fix {2}synchronize both clocks"
                    )
            }
        }
    }

    /** What the command says on a machine that is [offset] from this one. */
    private fun doctor(url: String, offset: String): String {
        val folder = temporaryFolder("clock")
        folder.resolve("migrate.toml").writeText("[migrate]\nscripts = \"migrations\"\n")
        folder.resolve("migrations").createDirectory()
        val log = folder.resolve("log")
        val builder =
            ProcessBuilder(
                    *TestJava.command,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Dkmigrate.cache=${folder.resolve("cache")}",
                    "io.kmigrate.cli.Main",
                    "--url",
                    url,
                    "doctor",
                )
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
        builder.environment() +=
            mapOf(
                "LD_PRELOAD" to "${library()}",
                "FAKETIME" to offset,
                // Java waits by it.
                "FAKETIME_DONT_FAKE_MONOTONIC" to "1",
            )
        builder.start().waitFor()
        return log.readText()
    }

    private fun library(): Path =
        Path.of("/usr/lib")
            .takeIf { it.isDirectory() }
            ?.listDirectoryEntries()
            .orEmpty()
            .map { it.resolve("faketime/libfaketime.so.1") }
            .firstOrNull { it.exists() }
            ?: throw TestAbortedException("doctor: libfaketime is not there (Debian: faketime)")
}
