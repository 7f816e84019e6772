package io.kmigrate.cli.config

import io.github.cdimascio.dotenv.DotenvEntry
import io.github.cdimascio.dotenv.DotenvException
import io.github.cdimascio.dotenv.internal.DotenvParser
import io.github.cdimascio.dotenv.internal.DotenvReader
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.failure.MigrationException
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

    fun process(): Layer = layer(variables) { it }

    fun dotEnv(): Layer = layer(file) { "$it in $shown" }

    private fun layer(values: Map<String, String>, origin: (String) -> String) = Layer { key ->
        val name = PREFIX + key.uppercase()
        values[name]?.takeIf { it.isNotEmpty() }?.let { Setting(it, origin(name)) }
    }

    companion object {
        private const val PREFIX = "MIGRATE_"
        private const val FILE = ".env"

        fun of(variables: Map<String, String>, folder: Path, shownFolder: String): Environment {
            val shown = shownFolder + FILE
            val values =
                if (Files.isRegularFile(folder.resolve(FILE))) read(folder, shown) else emptyMap()
            return Environment(variables, values, shown)
        }

        private fun read(folder: Path, shown: String): Map<String, String> =
            try {
                val text = SettingsFile.read(folder.resolve(FILE), shown)
                if (EnvBounds(text).areExceeded()) {
                    throw ConfigurationMessages.malformedEnv(shown).exception()
                }
                DotenvParser(Lines(text), true, true).parse().associate { entry: DotenvEntry ->
                    entry.key to entry.value
                }
            } catch (failure: IOException) {
                throw MigrationException(
                    ConfigurationMessages.unreadable(shown, "$failure"),
                    failure,
                )
            } catch (failure: DotenvException) {
                // Its message repeats the line, which may hold a password.
                throw MigrationException(ConfigurationMessages.malformedEnv(shown), failure)
            }
    }

    /** The library's own reader keeps a byte order mark. */
    private class Lines(private val text: String) : DotenvReader("", FILE) {
        override fun read(): List<String> = text.lines()
    }
}
