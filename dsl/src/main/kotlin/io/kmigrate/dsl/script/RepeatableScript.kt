package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.RepeatableScope
import io.kmigrate.repeatable.DeclaredRepeatable
import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL
import org.apiguardian.api.API.Status.STABLE

/**
 * The base class of every `*.repeatable.kts` in the folder `repeatable`: objects that are declared
 * with their whole text. An upgrade applies them after the revisions, when their text or what they
 * depend on has changed.
 */
@KotlinScript(
    displayName = "Kmigrate repeatable objects",
    fileExtension = "repeatable.kts",
    compilationConfiguration = RepeatableScriptConfiguration::class,
)
@API(status = STABLE, since = "0.1")
public abstract class RepeatableScript : RepeatableScope() {
    private var environments: Set<String> = emptySet()

    /**
     * The environments that the objects of the script are for, by the name that `[migrate]
     * environment` gives them. Elsewhere none of them is there.
     */
    public fun onlyIn(vararg environments: String) {
        this.environments += environments
    }

    /**
     * What the script declares.
     *
     * @param path how messages name the script
     * @param file its name below the folder of all
     */
    internal fun toObjects(path: String, file: String): List<DeclaredRepeatable> =
        objects(path, file, environments)
}

/** The same as for migrations, so that a text can be moved from one to the other. */
@API(status = INTERNAL, since = "0.1")
public object RepeatableScriptConfiguration :
    ScriptCompilationConfiguration(MigrationScriptConfiguration) {
    private fun readResolve(): Any = RepeatableScriptConfiguration
}
