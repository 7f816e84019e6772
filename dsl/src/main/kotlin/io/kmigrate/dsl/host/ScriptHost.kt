package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.failure.Problem
import io.kmigrate.revision.Migration
import java.nio.file.Path
import java.util.function.Consumer

/**
 * From scripts to migrations: what the cache lacks is compiled in one call, then every script is
 * evaluated. Safe for use by several threads.
 */
internal class ScriptHost(
    val folder: CacheFolder,
    val parent: ClassLoader,
    compiler: ScriptCompiler,
    private val kind: ScriptKind = ScriptKind.MIGRATION,
    private val delivered: DeliveredScripts? = DeliveredScripts.locate(),
) {
    private val batch by lazy { BatchCompiler(compiler, folder, ScriptClassPath.of(parent), kind) }
    private val cache = ScriptCache(folder)

    /** One migration a script, in the same order. */
    fun load(scripts: List<Script>, parameters: Map<String, String>): List<Migration> =
        prepare(scripts).mapReporting { it.evaluate(parameters) }

    /** The scripts' classes, in the same order: compiled, not yet run. */
    fun prepare(scripts: List<Script>): List<PreparedScript> =
        PreparedScript.all(scripts, compile(scripts), parent)

    /** The same classes, fit to be kept. */
    fun compile(scripts: List<Script>): List<CompiledScript> {
        val keys = scripts.map { batch.key(it) }
        val compiled = compile(keys.zip(scripts))
        return keys.map(compiled::getValue)
    }

    /** The classes of the scripts themselves, in the same order. */
    fun classes(scripts: List<Script>): List<Class<*>> {
        val compiled = compile(scripts)
        val loader = ScriptClassLoader(parent, compiled)
        return compiled.map { loader.loadClass(it.mainClass) }
    }

    private fun compile(scripts: List<Pair<String, Script>>): Map<String, CompiledScript> {
        val compiled = HashMap<String, CompiledScript>()
        val missing = LinkedHashMap<String, Script>()
        scripts.forEach { (key, script) ->
            if (key !in compiled && key !in missing) {
                val known = cache.read(key) ?: delivered?.read(key)
                if (known == null) missing[key] = script else compiled[key] = known
            }
        }
        if (missing.isEmpty()) {
            return compiled
        }
        // A script that sees others cannot be compiled without them.
        scripts.filter { it.second.unit != null }.toMap(missing)
        val result = batch.compile(missing)
        store(result.compiled)
        val errors = result.errors
        if (errors.isNotEmpty()) {
            throw ScriptProblemsException(
                scripts.flatMap { (key, script) ->
                    Diagnostics.problems(
                        script,
                        staged(key),
                        errors[key].orEmpty(),
                    )
                }
            )
        }
        check(result.compiled.keys.containsAll(missing.keys)) { "the compiler left out a script" }
        return compiled + result.compiled
    }

    private fun staged(key: String) = Diagnostics.Staged(key, batch.className(key), kind)

    private fun store(scripts: Map<String, CompiledScript>) {
        if (scripts.all { (key, script) -> cache.write(key, script) }) {
            cache.prune()
        }
    }

    companion object {
        /** A host for what the calling thread can see: its classes, its settings. */
        fun of(
            cacheFolder: Path?,
            kind: ScriptKind = ScriptKind.MIGRATION,
            warnings: Consumer<String>,
        ): ScriptHost {
            val folder = CacheFolder(CacheFolder.locate(cacheFolder), warnings = warnings)
            return ScriptHost(folder, applicationLoader(), ScriptCompiler.locate(folder), kind)
        }

        /** The context loader, which may know more. */
        private fun applicationLoader(): ClassLoader =
            loaderOf(Thread.currentThread().contextClassLoader)

        /** [wanted], if its script base class is the same as ours; otherwise our own loader. */
        fun loaderOf(wanted: ClassLoader?): ClassLoader {
            val own = MigrationScript::class.java.classLoader
            val same =
                try {
                    wanted?.loadClass(MigrationScript::class.java.name) ==
                        MigrationScript::class.java
                } catch (_: ClassNotFoundException) {
                    false
                }
            return if (wanted != null && same) wanted else own
        }
    }
}

/** All results, or all problems in one failure. */
internal fun <A, B> List<A>.mapReporting(evaluate: (A) -> B): List<B> {
    val problems = mutableListOf<Problem>()
    var cause: Throwable? = null
    val results = mutableListOf<B>()
    forEach {
        try {
            results += evaluate(it)
        } catch (failure: ScriptProblemsException) {
            problems += failure.problems()
            cause = cause ?: failure.cause
        }
    }
    if (problems.isNotEmpty()) {
        throw ScriptProblemsException(problems, cause)
    }
    return results
}
