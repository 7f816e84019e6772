package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.CompilerMessage
import io.kmigrate.dsl.host.driver.CompilerRequest
import io.kmigrate.dsl.host.driver.CompilerResponse
import io.kmigrate.dsl.message.CompilerMessages
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.isRegularFile

/** Compiles any number of scripts in one compiler call. */
internal class BatchCompiler(
    private val compiler: ScriptCompiler,
    private val folder: CacheFolder,
    private val classPath: ScriptClassPath,
    private val kind: ScriptKind,
) {
    private val arguments =
        listOf(
            "-no-stdlib",
            "-no-reflect",
            "-jvm-target",
            "17",
            "-Xallow-any-scripts-in-source-roots",
            "-P",
            "plugin:kotlin.scripting:script-definitions=${kind.definition.name}",
        )

    /** Everything besides its text that a script's classes depend on. */
    private val environment: String by lazy {
        val print = Fingerprint().add(FORMAT).add(Build.version).add(Build.kotlin)
        print.add(System.getProperty("java.specification.version"))
        arguments.forEach { print.add(it) }
        print.add(classPath.fingerprint).text()
    }

    /**
     * The same for the same text, class path, compiler and arguments, and for nothing else. What
     * classes are named by begins it, and is of the text alone: a bundle is the same on every
     * machine.
     */
    fun key(script: Script): String {
        val name = Fingerprint().add(script.unit.orEmpty()).add(script.text).text()
        return name.take(STEM_LENGTH) +
            Fingerprint().add(environment).add(name).text().drop(STEM_LENGTH)
    }

    /** The classes of the good [scripts] and the errors of the others, both by key. */
    fun compile(scripts: Map<String, Script>): Result = folder.inWorkFolder { given ->
        val work = given.toRealPath()
        val stagedKeys = scripts.keys.associateBy { "${stem(it)}${kind.extension}" }
        val sources = scripts.map { (key, script) ->
            val staged = StagedText.of(script, key).text
            Files.writeString(work.resolve("${stem(key)}${kind.extension}"), staged).toString()
        }
        val together = scripts.values.any { it.unit != null }
        val workers = if (together) 1 else workers(sources.size)
        CompilerRequest(withClassPath(), sources, workers, together).write(work)
        compiler.compile(work)
        val (placed, general) =
            CompilerResponse.read(work).errors.map(::placed).partition {
                it.fileName() in stagedKeys
            }
        if (general.isNotEmpty() && placed.isEmpty()) {
            throw CompilerMessages.reported(general.map { it.text.trim() }).exception()
        }
        Result(
            collectClasses(work, scripts.keys),
            placed.groupBy { stagedKeys.getValue(it.fileName()) },
        )
    }

    /**
     * The compiler takes a block that is too large for a fault of its own, and does not say where.
     */
    private fun placed(error: CompilerMessage): CompilerMessage {
        val method = TOO_LARGE.find(error.text) ?: return error
        val (stem, word) = method.destructured
        return CompilerMessage("$stem.$word.kts", 1, 1, null, CompilerMessages.TOO_LARGE)
    }

    private fun withClassPath(): List<String> =
        arguments + listOf("-cp", classPath.files.joinToString(File.pathSeparator))

    /**
     * Two threads pay only when there is enough to share: each begins with the whole class path.
     */
    private fun workers(sources: Int): Int =
        if (sources < WORTH_SHARING) 1
        else Runtime.getRuntime().availableProcessors().coerceIn(1, 2)

    private fun collectClasses(work: Path, keys: Set<String>): Map<String, CompiledScript> {
        val byScript = HashMap<String, MutableMap<String, ByteArray>>()
        Files.list(work)
            .use { entries ->
                entries.filter { it.fileName.toString().startsWith("out-") }.toList()
            }
            .forEach { out ->
                Files.walk(out).use { files ->
                    files
                        .filter { it.isRegularFile() && "$it".endsWith(CLASS) }
                        .forEach { file ->
                            val name = out.relativize(file).joinToString(".").removeSuffix(CLASS)
                            val main = name.substringAfterLast('.').substringBefore('$')
                            byScript.getOrPut(main) { sortedMapOf() }[name] =
                                Files.readAllBytes(file)
                        }
                }
            }
        val compiled = HashMap<String, CompiledScript>()
        keys.forEach { key ->
            byScript[className(key)]?.let { classes ->
                val main = classes.keys.single { it.substringAfterLast('.') == className(key) }
                compiled[key] = CompiledScript(main, classes)
            }
        }
        return compiled
    }

    /** The simple name of the script class. */
    fun className(key: String): String = "${stem(key)}_${kind.word}"

    /** Both by key. */
    class Result(
        val compiled: Map<String, CompiledScript>,
        val errors: Map<String, List<CompilerMessage>>,
    )

    companion object {
        private const val FORMAT = "4"
        private const val CLASS = ".class"
        private const val WORTH_SHARING = 200
        private const val STEM_LENGTH = 24
        private val TOO_LARGE =
            Regex("Method too large: \\S*?/(Script_\\w{$STEM_LENGTH})_([a-z]+)[.$]")

        /** Staged files are named by content: real names may collide once they are class names. */
        private fun stem(key: String) = "Script_${key.take(STEM_LENGTH)}"
    }
}

private fun CompilerMessage.fileName(): String = File(path.orEmpty()).name
