package io.kmigrate.examples

import io.kmigrate.cli.scenario.Readme
import io.kmigrate.cli.scenario.ScenarioMachine
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.exists
import kotlin.io.path.isDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
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
     * @param after hears of each command once it ended
     */
    fun play(
        place: Path,
        environment: Map<String, String> = emptyMap(),
        after: (String) -> Unit = {},
    ) {
        folder?.let { copy(it, place) }
        val text = file.readText()
        val played = machine.play(Readme.parse(text), place, environment + clients(place), after)
        if (System.getProperty("scenario.update") != null) file.writeText(played)
        else played shouldBe text
    }

    private fun copy(from: Path, to: Path) {
        Files.createDirectories(to)
        from.listDirectoryEntries().forEach { entry ->
            val copy = to.resolve(entry.name)
            when {
                // What the build made is used as it is.
                entry.name == "target" -> copy.createSymbolicLinkPointingTo(entry.toRealPath())
                entry.isDirectory() -> copy(entry, copy)
                else -> Files.copy(entry, copy)
            }
        }
    }

    /** Where a database's own client is not installed, ours stands in for it. */
    private fun clients(place: Path): Map<String, String> = emptyMap()

    companion object {
        private val root = Path.of("../..").toRealPath()

        private val machine by lazy {
            ScenarioMachine(Path.of(System.getProperty("kmigrate.distribution")).toRealPath())
        }

        /** The readme of an example. */
        fun ofExample(name: String): Page =
            root.resolve("examples").resolve(name).let { Page(it.resolve("README.md"), it) }

        /** A page that begins with nothing. */
        fun of(path: String): Page = Page(root.resolve(path).also { check(it.exists()) }, null)
    }
}
