package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.EnvironmentScript
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
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
            throw ScriptProblemsException(listOf(missing(file)))
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

    private fun missing(file: Path) =
        Problem(
            "no-environment",
            "the file that env names is not there",
            Location.of(file.toString()),
            "create it, or correct env in [migrate]",
        )
}
