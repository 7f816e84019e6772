package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.MigrationScript
import io.kmigrate.dsl.script.ModelScript

/**
 * What a script is for.
 *
 * @property word the middle of its file name
 * @property definition the base class of its class
 */
internal enum class ScriptKind(val word: String, val definition: Class<*>) {
    MIGRATION("migration", MigrationScript::class.java),
    MODEL("tables", ModelScript::class.java);

    /** How the names of its files end. */
    val extension: String = ".$word.kts"
}
