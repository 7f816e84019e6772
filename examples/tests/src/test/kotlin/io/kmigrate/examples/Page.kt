package io.kmigrate.examples

import io.kmigrate.cli.scenario.CommandFolder
import io.kmigrate.cli.scenario.Readme
import io.kmigrate.cli.scenario.Scenario
import io.kmigrate.cli.scenario.ScenarioMachine
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.exists
import kotlin.io.path.extension
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeText

/**
 * A page of the documentation that is played. With `-Dscenario.update` it is rewritten instead of
 * compared.
 *
 * @property folder what its reader has copied; null for nothing
 */
internal class Page private constructor(private val file: Path, private val folder: Path?) {
    /**
     * Plays it in an empty folder.
     *
     * @param environment what its reader has set
     * @param files what its reader has written, by name
     * @param after hears of each command once it ended
     */
    fun play(
        place: Path,
        environment: Map<String, String> = emptyMap(),
        files: Map<String, String> = emptyMap(),
        after: (String) -> Unit = {},
    ) {
        folder?.let { copy(it, place) }
        files.forEach { (name, text) -> place.resolve(name).writeText(text) }
        val text = file.readText()
        val played =
            machine.play(
                Readme.parse(text),
                place,
                environment + surroundings,
                Snippets::commands,
                after,
            )
        if (System.getProperty("scenario.update") != null) file.writeText(played)
        else played shouldBe text
    }

    companion object {
        private val root = Path.of("../..").toRealPath()

        private val machine by lazy {
            ScenarioMachine(distribution)
        }

        private val distribution = Path.of(System.getProperty("kmigrate.distribution")).toRealPath()

        /** Where a database's own client is not installed, ours stands in for it. */
        private val surroundings: Map<String, String> by lazy {
            val installed = System.getenv("PATH")
            val clients = Path.of("target/clients").toAbsolutePath()
            SqlClient.install(clients, installed)
            val java = Path.of("target/java").toAbsolutePath()
            QuickJava.install(java)
            mapOf("PATH" to "$distribution/bin:$java:$installed:$clients", "HOSTNAME" to "laptop")
        }

        /** An empty folder to play in. */
        fun folder(): CommandFolder = machine.folder()

        /** Runs a command as a reader would, and says what it printed and how it ended. */
        fun run(command: String, place: Path): Scenario.Result =
            machine.run(command, place, surroundings)

        /** Starts a command that somebody will end. */
        fun start(command: String, place: Path): Process =
            machine.start(command, place, surroundings)

        /** The readme of an example. */
        fun ofExample(name: String): Page =
            root.resolve("examples").resolve(name).let { Page(it.resolve("README.md"), it) }

        /**
         * A page whose reader has copied [folder]; one that begins with nothing where it is null.
         */
        fun of(path: String, folder: Path? = null): Page =
            Page(root.resolve(path).also { check(it.exists()) }, folder)

        /** A page whose reader is in a clone of this project. */
        fun inClone(path: String, place: Path): Page {
            copy(root.resolve("migrations"), place.resolve("migrations"))
            Files.copy(root.resolve("migrate.toml"), place.resolve("migrate.toml"))
            place.resolve("migrate").let {
                it.writeText("#!/bin/sh\nexec '$distribution/bin/migrate' \"\$@\"\n")
                it.setPosixFilePermissions(PosixFilePermissions.fromString("rwxr-xr-x"))
            }
            return of(path)
        }

        /**
         * What the build made comes too. Jars are linked, folders are not: who clears the copy away
         * would follow the link.
         */
        private fun copy(from: Path, to: Path) {
            Files.createDirectories(to)
            from.listDirectoryEntries().forEach { entry ->
                val copy = to.resolve(entry.name)
                when {
                    entry.isDirectory() -> copy(entry, copy)
                    entry.extension == "jar" ->
                        copy.createSymbolicLinkPointingTo(entry.toRealPath())
                    else -> Files.copy(entry, copy)
                }
            }
        }
    }
}
