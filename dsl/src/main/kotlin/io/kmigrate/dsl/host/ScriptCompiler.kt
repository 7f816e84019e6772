package io.kmigrate.dsl.host

import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import java.nio.file.Path
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/** A place where the Kotlin compiler runs, out of the application's sight. */
internal interface ScriptCompiler {
    /**
     * Answers the request in the folder [work], so that the response is there afterwards.
     *
     * @throws NoCompilerException if there is no compiler
     * @throws MigrationException if it ended without a response
     */
    fun compile(work: Path)

    /**
     * Looks for the compiler, and does not start it.
     *
     * @throws NoCompilerException if there is none
     */
    fun require() {}

    companion object {
        /** A folder of compiler jars means a child process; without, the class path is searched. */
        fun locate(folder: CacheFolder): ScriptCompiler {
            val jars = System.getProperty("kmigrate.compiler")?.takeIf { it.isNotEmpty() }
            return if (jars == null) {
                IsolatedCompiler(folder)
            } else {
                val options = System.getProperty("kmigrate.compiler.options").orEmpty()
                ForkedCompiler(Path.of(jars), folder, options.split(' ').filter { it.isNotEmpty() })
            }
        }
    }
}

/** Scripts must be compiled, and there is no compiler where it was looked for. */
@API(status = STABLE, since = "0.1")
public class NoCompilerException internal constructor(problem: Problem) :
    MigrationException(problem)
