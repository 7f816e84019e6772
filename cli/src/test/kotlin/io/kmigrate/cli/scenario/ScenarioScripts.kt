package io.kmigrate.cli.scenario

import io.kmigrate.testing.TestJava
import java.io.File
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.toPath

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
        val scripts =
            scenarios
                .flatMap { it.files.entries }
                .filter { (path, _) ->
                    path.endsWith(".migration.kts")
                }
        ScriptBatch.write(scripts.map { it.value }, work)
        ProcessBuilder(
                *TestJava.command,
                // Room for all that one call compiles, or half of its time goes to the collector.
                "-Xms1g",
                "-Xmn512m",
                "-cp",
                joined(jars + compiler + listOf(own)),
                ScenarioScripts::class.java.name,
                "$cache",
                joined(jars),
                "$work",
            )
            .inheritIO()
            .start()
            .also { check(it.waitFor() == 0) { "the scripts of scenarios were not compiled" } }
    }

    private fun joined(files: List<Path>) = files.joinToString(File.pathSeparator)

    /** Arguments: the cache, the class path that scripts are compiled against, and their folder. */
    @JvmStatic
    fun main(arguments: Array<String>) {
        val (cache, classPath, folder) = arguments
        // The command's alone: compiled scripts are known by it.
        System.setProperty("java.class.path", classPath)
        ScriptBatch.compile(Path.of(folder), Path.of(cache))
    }
}
