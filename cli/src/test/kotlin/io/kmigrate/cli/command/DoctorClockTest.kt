package io.kmigrate.cli.command

import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.TestAbortedException
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText

/**
 * The command on a machine whose clock is off, by Debian's package `faketime`: without it, the test
 * is skipped, which is said.
 */
internal class DoctorClockTest : FunSpec() {
    init {
        test("doctor says how far the clock of this machine is from that of the server") {
            val url = TestPostgres.url(TestPostgres.freshDatabase())
            mapOf(
                    "+0" to "ok       clock     the server's clock agrees with that of this machine",
                    "-2h" to "s ahead of that of this machine",
                    "+2h" to "s behind that of this machine",
                )
                .forEach { (offset, wanted) ->
                    val said = doctor(url, offset)
                    withClue("$offset: $said") {
                        said.lines().single { " clock " in it } shouldContain wanted
                        if (offset != "+0") {
                            said shouldContain Regex("warning  clock     the server's clock is 7[12]")
                            said shouldContain "fix  synchronize both clocks"
                        }
                    }
                }
        }
    }

    /** What the command says on a machine that is [offset] from this one. */
    private fun doctor(url: String, offset: String): String {
        val folder = temporaryFolder("clock")
        val log = folder.resolve("log")
        val builder =
            ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
