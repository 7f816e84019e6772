package io.kmigrate.dsl.host

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
     * @throws ScriptProblemsException if the script does not describe a migration
     */
    fun evaluate(parameters: Map<String, String>): Migration =
        evaluating(script, mainClass) {
            val type = loader.loadClass(mainClass)
            val instance = type.constructors.single().newInstance(parameters) as MigrationScript
            instance.toMigration(script.path)
        }
}
