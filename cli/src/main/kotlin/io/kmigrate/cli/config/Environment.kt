package io.kmigrate.cli.config

import io.github.cdimascio.dotenv.DotenvException
import io.github.cdimascio.dotenv.internal.DotenvParser
import io.github.cdimascio.dotenv.internal.DotenvReader
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.NearNames
import io.kmigrate.failure.SecretName
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

/** The process's variables and, behind them, those of the `.env` file beside the configuration. */
internal class Environment(
    private val variables: Map<String, String>,
    private val file: Map<String, String>,
    private val shown: String,
) {
    fun variable(name: String): String? = variables[name] ?: file[name]

    /** Those of the file: it is the project's own. */
    val secrets: Collection<String>
        get() = file.filterKeys(SecretName::isSecretVariable).values

    /**
     * Refuses a variable that was meant for us, and is not read. Others are told of: another tool
     * may have them.
     *
     * @param isUsed whether the configuration names a variable
     */
    fun check(isUsed: (String) -> Boolean, warn: (String) -> Unit) {
        val names = variables.keys.associateBy { it } + file.keys.associateBy { "$it in $shown" }
        val unknown = names.filterValues {
            it.startsWith(PREFIX) && it.removePrefix(PREFIX) !in KNOWN
        }
        val problems =
            unknown
                .filterValues { !isUsed(it) }
                .mapNotNull { (origin, name) ->
                    val near = NearNames.of(name.removePrefix(PREFIX), KNOWN).firstOrNull()
                    if (near == null) warn(ConfigurationMessages.unusedVariable(origin))
                    near?.let { ConfigurationMessages.unknownVariable(origin, PREFIX + it) }
                }
        if (problems.isNotEmpty()) {
            throw MigrationException(problems, null)
        }
    }

    fun process(): Layer = layer(variables) { it }

    fun dotEnv(): Layer = layer(file) { "$it in $shown" }

    private fun layer(values: Map<String, String>, origin: (String) -> String) = Layer { key ->
        val name = PREFIX + key.uppercase()
        values[name]?.takeIf { it.isNotEmpty() }?.let { Setting(it, origin(name)) }
    }

    companion object {
        private const val PREFIX = "MIGRATE_"
        private const val FILE = ".env"

        /** Those of settings, and those that the launcher and the command itself read. */
        private val KNOWN: Set<String> =
            (SettingKeys.ofMigrate + SettingKeys.tag).mapTo(LinkedHashSet()) {
                it.name.uppercase()
            } + listOf("CONFIG", "CACHE", "JAVA_OPTS")

        fun of(variables: Map<String, String>, folder: Path, shownFolder: String): Environment {
            val shown = shownFolder + FILE
            val values =
                if (Files.isRegularFile(folder.resolve(FILE))) read(folder, shown) else emptyMap()
            return Environment(variables, values, shown)
        }

        private fun read(folder: Path, shown: String): Map<String, String> {
            val text = text(folder, shown)
            try {
                if (EnvBounds(text).areExceeded()) {
                    throw ConfigurationMessages.malformedEnv(shown, 0).exception()
                }
                return DotenvParser(Lines(text), true, true).parse().associate {
                    it.key to it.value
                }
            } catch (failure: DotenvException) {
                // Its message repeats the line, which may hold a password.
                val line = line(text, failure.message.orEmpty())
                throw ConfigurationMessages.malformedEnv(shown, line).exception()
            }
        }

        private fun text(folder: Path, shown: String): String =
            try {
                SettingsFile.read(folder.resolve(FILE), shown)
            } catch (failure: IOException) {
                throw MigrationException(
                    ConfigurationMessages.unreadable(shown, "$failure"),
                    failure,
                )
            }

        /** The line that a failure of the library repeats; 0 where it repeats none. */
        private fun line(text: String, message: String): Int =
            text.lines().indexOfFirst { it.isNotBlank() && message.endsWith(it.trim()) } + 1
    }

    /** The library's own reader keeps a byte order mark. */
    private class Lines(private val text: String) : DotenvReader("", FILE) {
        override fun read(): List<String> = text.lines()
    }
}
