package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.failure.Problem
import io.kmigrate.source.ScriptLoader
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.name
import kotlin.io.path.writeText

/** Folders and hosts for one test class; gone with [close]. */
internal class HostFixture : AutoCloseable {
    val root: Path = Files.createTempDirectory("kmigrate-host")
    val warnings = mutableListOf<String>()

    /** What a distribution's compiler folder holds. */
    val compilerJars: Path by lazy {
        val jars = root.resolve("compiler-jars").createDirectories()
        System.getProperty("java.class.path")
            .split(File.pathSeparator)
            .map { Path.of(it) }
            .filter { COMPILER.containsMatchIn(it.name) }
            .forEach { Files.copy(it, jars.resolve(it.name)) }
        jars
    }

    fun folder(name: String, vararg scripts: Pair<String, String>): Path {
        val folder = root.resolve(name).createDirectories()
        scripts.forEach { (file, text) ->
            folder.resolve("$file.migration.kts").writeText(text)
        }
        return folder
    }

    fun cache(name: String = "cache") = CacheFolder(root.resolve(name)) { warnings += it }

    fun host(compiler: ScriptCompiler = isolated, cache: CacheFolder = cache()) =
        ScriptHost(cache, MigrationScript::class.java.classLoader, compiler)

    fun forked(cache: CacheFolder = cache(), vararg options: String) =
        ForkedCompiler(compilerJars, cache, options.toList())

    fun source(vararg folders: Path, host: ScriptHost = host()) =
        ScriptSource(ScriptLoader.Folders(folders.toList(), false), emptyMap(), host)

    /** With the folders below. */
    fun deepSource(vararg folders: Path, host: ScriptHost = host()) =
        ScriptSource(ScriptLoader.Folders(folders.toList(), true), emptyMap(), host)

    override fun close() {
        root.toFile().deleteRecursively()
    }

    companion object {
        /** One for all tests of a run: its warm compiler takes a tenth of the time. */
        val isolated: ScriptCompiler by lazy {
            val folder = Files.createTempDirectory("kmigrate-driver")
            Runtime.getRuntime().addShutdownHook(Thread { folder.toFile().deleteRecursively() })
            IsolatedCompiler(CacheFolder(folder) {})
        }

        private val COMPILER =
            Regex(
                "^(kotlin-(compiler|scripting|stdlib|script-runtime|reflect|daemon|build-tools-api)|annotations-|" +
                    "kotlinx-coroutines-core).*\\.jar$"
            )

        /** A script that compiles, and that nothing else in a folder collides with. */
        fun script(id: String, body: String = ""): String = "revision = \"$id\"\n$body\n"
    }
}

/** How a command shows a problem. */
internal fun Problem.shown(): String {
    val place = location()
    val caret = place?.excerpt()?.takeIf { place.column() > 0 }
    return listOfNotNull(
            "${code()}: ${message()}",
            place?.let { "  at $it" },
            caret?.let { "  $it" },
            caret?.let { "  ${" ".repeat(place.column() - 1)}^" },
            fix()?.let { "  fix ${it.command()}" },
        )
        .joinToString("\n")
}
