package io.kmigrate.dsl.script

import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL
import org.apiguardian.api.API.Status.STABLE

/**
 * The base class of every `*.tables.kts`: the tables an application wants, as Exposed objects such
 * as `object Users : Table("users") { … }`. Scripts of one model see each other's objects.
 */
@KotlinScript(
    displayName = "Kmigrate model",
    fileExtension = "tables.kts",
    compilationConfiguration = ModelScriptConfiguration::class,
)
@API(status = STABLE, since = "0.1")
public abstract class ModelScript

/** The same as for migrations, so that a declaration can be moved from one to the other. */
@API(status = INTERNAL, since = "0.1")
public object ModelScriptConfiguration :
    ScriptCompilationConfiguration(MigrationScriptConfiguration) {
    private fun readResolve(): Any = ModelScriptConfiguration
}
