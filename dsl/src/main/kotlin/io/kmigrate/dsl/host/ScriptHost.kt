package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.revision.Migration
import java.lang.reflect.InvocationTargetException
import java.nio.file.Path
import java.util.function.Consumer

/**
 * From scripts to migrations: what the cache lacks is compiled in one call, then every script is
 * evaluated. Safe for use by several threads.
 */
internal class ScriptHost(
    folder: CacheFolder,
    private val parent: ClassLoader,
    compiler: ScriptCompiler,
) {
    private val batch by lazy { BatchCompiler(compiler, folder, ScriptClassPath.of(parent)) }
    private val cache = ScriptCache(folder)

    /** One migration a script, in the same order. */
    fun load(scripts: List<Script>, parameters: Map<String, String>): List<Migration> {
        val keys = scripts.map { batch.key(it) }
        val compiled = compile(keys.zip(scripts))
        val loader = ScriptClassLoader(parent, compiled.values)
        val problems = mutableListOf<Problem>()
        var cause: Throwable? = null
        val migrations = scripts.mapIndexedNotNull { index, script ->
            val mainClass = compiled.getValue(keys[index]).mainClass
            try {
                evaluate(loader.loadClass(mainClass), parameters, script.path)
            } catch (failure: InvocationTargetException) {
                problems += problems(failure.targetException, mainClass, script)
                cause = cause ?: failure.targetException
                null
            }
        }
        if (problems.isNotEmpty()) {
            throw InvalidScriptsException(problems, cause)
        }
        return migrations
    }

    private fun compile(scripts: List<Pair<String, Script>>): Map<String, CompiledScript> {
        val compiled = HashMap<String, CompiledScript>()
        val missing = LinkedHashMap<String, Script>()
        scripts.forEach { (key, script) ->
            if (key !in compiled && key !in missing) {
                val known = cache.read(key)
                if (known == null) missing[key] = script else compiled[key] = known
            }
        }
        if (missing.isEmpty()) {
            return compiled
        }
        val result = batch.compile(missing)
        store(result.compiled)
        val errors = result.errors
        if (errors.isNotEmpty()) {
            throw InvalidScriptsException(
                scripts.flatMap { (key, script) ->
                    Diagnostics.problems(script, key, errors[key].orEmpty())
                }
            )
        }
        check(result.compiled.keys.containsAll(missing.keys)) { "the compiler left out a script" }
        return compiled + result.compiled
    }

    private fun store(scripts: Map<String, CompiledScript>) {
        if (scripts.all { (key, script) -> cache.write(key, script) }) {
            cache.prune()
        }
    }

    @Throws(InvocationTargetException::class)
    private fun evaluate(
        type: Class<*>,
        parameters: Map<String, String>,
        path: String,
    ): Migration {
        val script = type.constructors.single().newInstance(parameters) as MigrationScript
        try {
            return script.toMigration(path)
        } catch (failure: Exception) {
            throw InvocationTargetException(failure)
        }
    }

    private fun problems(failure: Throwable, mainClass: String, script: Script): List<Problem> {
        if (failure is VirtualMachineError) {
            throw failure
        }
        if (failure is MigrationException) {
            val here = location(failure, mainClass, script)
            return failure.problems().map { if (it.location() == null) it.at(here) else it }
        }
        val root = if (failure is ExceptionInInitializerError) failure.cause ?: failure else failure
        return listOf(
            Problem(
                "script-failed",
                "the script failed: ${root.message ?: root.javaClass.simpleName}",
                location(root, mainClass, script),
                "mend the script; its blocks describe and must not need anything from outside",
            )
        )
    }

    private fun location(failure: Throwable, mainClass: String, script: Script): Location {
        val frame =
            failure.stackTrace.firstOrNull {
                it.className == mainClass || it.className.startsWith("$mainClass$")
            }
        val line = frame?.lineNumber?.coerceAtLeast(0) ?: 0
        val excerpt = if (line == 0) null else script.text.lineSequence().elementAtOrNull(line - 1)
        return Location(script.path, line, 0, excerpt)
    }

    companion object {
        /** A host for what the calling thread can see: its classes, its settings. */
        fun of(cacheFolder: Path?, warnings: Consumer<String>): ScriptHost {
            val folder = CacheFolder(CacheFolder.locate(cacheFolder), warnings)
            return ScriptHost(folder, applicationLoader(), ScriptCompiler.locate(folder))
        }

        /**
         * The context loader, which may know more, if its script base class is the same as ours.
         */
        private fun applicationLoader(): ClassLoader {
            val own = MigrationScript::class.java.classLoader
            val context = Thread.currentThread().contextClassLoader ?: return own
            val same =
                try {
                    context.loadClass(MigrationScript::class.java.name) ==
                        MigrationScript::class.java
                } catch (_: ClassNotFoundException) {
                    false
                }
            return if (same) context else own
        }
    }
}
