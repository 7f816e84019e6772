package io.kmigrate.cli.scenario

import io.kmigrate.source.ScriptLoader
import io.kmigrate.dsl.host.KotlinScriptLoader
import java.io.File
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.toPath
import kotlin.io.path.writeText

/**
 * Compiles the migrations of scenarios in one process, into the cache that the command's processes
 * share. Each of them would start a compiler of its own, which takes twenty times as long.
 */
internal object ScenarioScripts {
    fun compile(distribution: Path, cache: Path, scenarios: List<Scenario>, work: Path) {
        val jars = distribution.resolve("lib").listDirectoryEntries("*.jar").sorted()
        val compiler =
            distribution.resolve("compiler").listDirectoryEntries("kotlin-*compiler*.jar")
        val own = ScenarioScripts::class.java.protectionDomain.codeSource.location.toURI().toPath()
        val folders = scenarios.flatMapIndexed { index, scenario ->
            write(scenario, work.resolve("$index"))
        }
        ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                joined(jars + compiler + listOf(own)),
                ScenarioScripts::class.java.name,
                "$cache",
                joined(jars),
                *folders.map { "$it" }.toTypedArray(),
            )
            .inheritIO()
            .start()
            .also { check(it.waitFor() == 0) { "the scripts of scenarios were not compiled" } }
    }

    /** The folders of migrations. */
    private fun write(scenario: Scenario, place: Path): Set<Path> =
        scenario.files
            .filterKeys { it.endsWith(".migration.kts") }
            .map { (path, text) ->
                val file = place.resolve(path)
                file.parent.createDirectories()
                file.writeText(text)
                file.parent
            }
            .toSet()

    private fun joined(files: List<Path>) = files.joinToString(File.pathSeparator)

    /** Arguments: the cache, the class path that scripts are compiled against, and the folders. */
    @JvmStatic
    fun main(arguments: Array<String>) {
        // The command's alone: compiled scripts are known by it.
        System.setProperty("java.class.path", arguments[1])
        for (folder in arguments.drop(2)) {
            val folders = ScriptLoader.Folders(listOf(Path.of(folder)), false)
            val source = KotlinScriptLoader().open(folders, emptyMap(), Path.of(arguments[0])) {}
            // Some are broken, which is what their scenario is about.
            runCatching { source.load(source.revisions()) }
        }
    }
}
