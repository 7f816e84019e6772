package io.kmigrate.dsl.script

import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptCompilationConfiguration

/**
 * The base class of every `*.tables.kts`: the tables an application wants, as Exposed objects such
 * as `object Users : Table("users") { … }`. Scripts of one model see each other's objects.
 */
@KotlinScript(
    displayName = "Kmigrate model",
    fileExtension = "tables.kts",
    compilationConfiguration = ModelScriptConfiguration::class,
)
public abstract class ModelScript

/** The same as for migrations, so that a declaration can be moved from one to the other. */
public object ModelScriptConfiguration :
    ScriptCompilationConfiguration(MigrationScriptConfiguration) {
    private fun readResolve(): Any = ModelScriptConfiguration
}
