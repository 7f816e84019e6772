package io.kmigrate.dsl.script

import io.kmigrate.revision.Migration
import kotlin.script.experimental.annotations.KotlinScript
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.jvm.dependenciesFromClassContext
import kotlin.script.experimental.jvm.jvm

/**
 * The base class of every `*.migration.kts`: what a script can say at its top level.
 *
 * @property parameters what `-x key=value` gave
 */
@KotlinScript(
    displayName = "Kmigrate migration",
    fileExtension = "migration.kts",
    compilationConfiguration = MigrationScriptConfiguration::class,
)
public abstract class MigrationScript(public val parameters: Map<String, String>) {
    /**
     * This revision's id: required, unique, up to 255 characters without `@ + - :` or white space.
     */
    public var revision: String = ""

    /** The parent's id; null, or never set, for a base. */
    public var downRevision: String? = null

    /** One line that says what the migration does. */
    public var message: String = ""

    /** False: every operation commits by itself. */
    public var transactional: Boolean = true

    /** Evaluates the blocks. [path] is how messages name the script. */
    public fun toMigration(path: String): Migration = TODO("the builder")
}

/** What an IDE and the host know about the scripts before compiling one. */
public object MigrationScriptConfiguration :
    ScriptCompilationConfiguration({
        defaultImports(
            "org.jetbrains.exposed.v1.core.*",
            "org.jetbrains.exposed.v1.jdbc.*",
            "org.jetbrains.exposed.v1.javatime.*",
        )
        jvm { dependenciesFromClassContext(MigrationScript::class, wholeClasspath = true) }
    }) {
    private fun readResolve(): Any = MigrationScriptConfiguration
}
