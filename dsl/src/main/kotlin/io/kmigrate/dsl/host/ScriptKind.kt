package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.EnvironmentScript
import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.dsl.script.ModelScript
import io.kmigrate.dsl.script.RepeatableScript

/**
 * What a script is for.
 *
 * @property word the middle of its file name
 * @property definition the base class of its class
 */
internal enum class ScriptKind(val word: String, val definition: Class<*>) {
    MIGRATION("migration", MigrationScript::class.java),
    MODEL("tables", ModelScript::class.java),
    ENVIRONMENT("env", EnvironmentScript::class.java),
    REPEATABLE("repeatable", RepeatableScript::class.java);

    /** The class whose words it can say: tables are described in the words of migrations. */
    val base: Class<*>
        get() = if (this == MODEL) MIGRATION.definition else definition

    /** How the names of its files end. */
    val extension: String = ".$word.kts"

    /** Whether a file of this name is one. An environment may be called by the word alone. */
    fun names(file: String): Boolean =
        file.endsWith(extension) || this == ENVIRONMENT && file == "$word.kts"
}
