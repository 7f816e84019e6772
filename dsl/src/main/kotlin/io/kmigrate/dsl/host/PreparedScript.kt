package io.kmigrate.dsl.host

import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.revision.Migration

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
    ): Migration =
        evaluating(script, mainClass) {
            val type = loader.loadClass(mainClass)
            val instance = type.constructors.single().newInstance(parameters) as MigrationScript
            instance.toMigration(script.path, files)
        }

    /**
     * Whether its class is one of a script. It need not come from [loader] itself: a native image
     * has it on its class path.
     */
    fun isScript(): Boolean =
        try {
            val type = loader.loadClass(mainClass)
            MigrationScript::class.java.isAssignableFrom(type) &&
                type.constructors.singleOrNull()?.parameterTypes?.singleOrNull() == Map::class.java
        } catch (_: ClassNotFoundException) {
            false
        } catch (_: SecurityException) {
            // In a package of Java's own.
            false
        } catch (failure: LinkageError) {
            failure !is ClassFormatError || failure is UnsupportedClassVersionError
        }

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
