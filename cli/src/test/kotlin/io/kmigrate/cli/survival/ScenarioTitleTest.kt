package io.kmigrate.cli.survival

import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.Enabled
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldNotBeEmpty
import java.net.InetAddress
import java.net.ServerSocket
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.isReadable
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText

/** While the command runs, what `ps` shows of it has no password. Read from Linux's `/proc`. */
internal class ScenarioTitleTest : FunSpec() {
    private val processes = Path.of("/proc")

    init {
        listOf(
                listOf("--url", "postgresql://app:$PASSWORD@localhost:PORT/db", "current"),
                listOf("--url=jdbc:postgresql://localhost:PORT/db?password=$PASSWORD", "current"),
                listOf(
                    "current",
                    "--url",
                    "postgresql://localhost:PORT/db?password=$PASSWORD&user=a b",
                ),
                secretParameter("-x", "password=$PASSWORD"),
                secretParameter("-xtoken=$PASSWORD"),
                secretParameter("-x", "next=//app:$PASSWORD@host/db"),
                secretParameter("-x", "app:$PASSWORD@host"),
            )
            .forEach { arguments ->
                test("no process title has the password: migrate ${arguments.joinToString(" ")}")
                    .config(enabledOrReasonIf = { hasTitles() }) {
                        ServerSocket(0, 1, InetAddress.getByName("localhost")).use { silent ->
                            val place = tempdir().toPath().toRealPath()
                            Files.createDirectories(place.resolve("migrations"))
                            val port = silent.localPort.toString()
                            val given = arguments.map { it.replace("PORT", port) }
                            val command = MigrateProcess.start(place, *given.toTypedArray())
                            try {
                                // The command has connected, and waits for an answer.
                                silent.accept().use {
                                    titles()
                                        .filter { "io.kmigrate.cli.Main" in it }
                                        .shouldNotBeEmpty()
                                    titles().filter { PASSWORD in it }.shouldBeEmpty()
                                }
                            } finally {
                                command.kill()
                            }
                        }
                    }
            }
    }

    private fun secretParameter(vararg arguments: String) =
        listOf("--url", "postgresql://localhost:PORT/db", "current") + arguments

    /** Says so where titles cannot be read: a check that did not happen must be seen. */
    private fun hasTitles() =
        if (Files.isDirectory(processes)) Enabled.enabled
        else Enabled.disabled("there is no $processes to read the titles of processes from")

    private fun titles(): List<String> =
        processes
            .listDirectoryEntries("[0-9]*")
            .filter { it.name.toLong() != ProcessHandle.current().pid() }
            .mapNotNull { process ->
                // A process may end while it is looked at.
                process
                    .resolve("cmdline")
                    .takeIf { it.isReadable() }
                    ?.runCatching { readText() }
                    ?.getOrNull()
            }

    private companion object {
        const val PASSWORD = "Tr0ub4dorAnd3"
    }
}
