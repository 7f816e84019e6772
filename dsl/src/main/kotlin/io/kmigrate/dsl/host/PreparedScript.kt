package io.kmigrate.dsl.host

import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.dsl.script.InvalidScriptException
import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.revision.Migration
import java.lang.reflect.InvocationTargetException

/** A compiled script that can be evaluated any number of times. */
internal class PreparedScript(
    private val script: Script,
    private val mainClass: String,
    private val loader: ClassLoader,
) {
    /**
     * Runs the top level, then the blocks.
     *
     * @param files where those are that the script names
     * @throws ScriptProblemsException if the script does not describe a migration
     */
    fun evaluate(
        parameters: Map<String, String>,
        files: ScriptFiles = ScriptFiles.beside(script.path),
    ): Migration {
        try {
            val type = loader.loadClass(mainClass)
            val instance = type.constructors.single().newInstance(parameters) as MigrationScript
            return instance.toMigration(script.path, files)
        } catch (failure: InvocationTargetException) {
            val reason = failure.targetException
            if (reason is VirtualMachineError) {
                throw reason
            }
            throw problems(InvalidScriptException.thrownBy(mainClass, script.path, reason))
        } catch (failure: MigrationException) {
            throw problems(failure)
        } catch (failure: LinkageError) {
            throw problems(InvalidScriptException.thrownBy(mainClass, script.path, failure))
        }
    }

    private fun problems(failure: MigrationException) =
        ScriptProblemsException(failure.problems().map(::placed), failure.cause ?: failure)

    private fun placed(problem: Problem): Problem =
        problem.at(script.withExcerpt(problem.location()))

    companion object {
        /** One a script, in the same order; [parent] sees what the scripts use. */
        fun all(
            scripts: List<Script>,
            compiled: List<CompiledScript>,
            parent: ClassLoader,
        ): List<PreparedScript> {
            val loader = ScriptClassLoader(parent, compiled)
            return scripts.zip(compiled) { script, classes ->
                PreparedScript(script, classes.mainClass, loader)
            }
        }
    }
}
