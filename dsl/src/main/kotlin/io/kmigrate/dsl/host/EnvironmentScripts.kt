package io.kmigrate.dsl.host

import io.kmigrate.dsl.message.ScriptMessages
import io.kmigrate.dsl.script.EnvironmentScript
import io.kmigrate.source.Environment
import io.kmigrate.source.ScriptLoader
import java.nio.file.Path
import kotlin.io.path.exists

/** What an `env.kts` describes. */
internal class EnvironmentScripts(private val host: ScriptHost) {
    /**
     * Compiles the script unless it is in the cache, and evaluates it.
     *
     * @throws ScriptProblemsException with every error of it
     */
    fun read(file: Path, parameters: Map<String, String>): Environment {
        if (!file.exists()) {
            throw ScriptProblemsException(listOf(ScriptMessages.noEnvironment("$file")))
        }
        val folders = ScriptLoader.Folders(listOf(file), false)
        val content = ScriptFolders(folders, ScriptKind.ENVIRONMENT).read()
        if (content.problems.isNotEmpty()) {
            throw ScriptProblemsException(content.problems)
        }
        val script = content.scripts.single()
        val type = host.classes(listOf(script)).single()
        return evaluating(script, type.name) {
            val made = type.constructors.single().newInstance(parameters) as EnvironmentScript
            made.toEnvironment(script.path)
        }
    }
}
