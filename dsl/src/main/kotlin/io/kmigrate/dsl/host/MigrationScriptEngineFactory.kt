package io.kmigrate.dsl.host

import javax.script.ScriptEngine
import javax.script.ScriptEngineFactory
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * Makes `ScriptEngineManager().getEngineByExtension("migration.kts")` find [MigrationScriptEngine].
 */
@API(status = INTERNAL, since = "0.1")
public class MigrationScriptEngineFactory : ScriptEngineFactory {
    override fun getEngineName(): String = "Kmigrate"

    override fun getEngineVersion(): String = Build.version

    override fun getExtensions(): List<String> = listOf("migration.kts")

    override fun getMimeTypes(): List<String> = emptyList()

    override fun getNames(): List<String> = listOf("kmigrate")

    override fun getLanguageName(): String = "Kotlin"

    override fun getLanguageVersion(): String = Build.kotlin

    override fun getParameter(key: String): Any? =
        when (key) {
            ScriptEngine.ENGINE -> engineName
            ScriptEngine.ENGINE_VERSION -> engineVersion
            ScriptEngine.NAME -> names.first()
            ScriptEngine.LANGUAGE -> languageName
            ScriptEngine.LANGUAGE_VERSION -> languageVersion
            "THREADING" -> "MULTITHREADED"
            else -> null
        }

    override fun getMethodCallSyntax(
        target: String,
        method: String,
        vararg arguments: String,
    ): String = "$target.$method(${arguments.joinToString(", ")})"

    override fun getOutputStatement(toDisplay: String): String =
        "println(\"${toDisplay.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$")}\")"

    override fun getProgram(vararg statements: String): String = statements.joinToString("\n")

    override fun getScriptEngine(): ScriptEngine = MigrationScriptEngine(this)
}
