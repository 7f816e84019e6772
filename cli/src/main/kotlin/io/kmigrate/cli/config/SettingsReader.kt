package io.kmigrate.cli.config

import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.NearNames
import java.nio.file.Files
import java.nio.file.Path

/**
 * Finds the configuration and lays what the user said over it: flags, a database chosen by `-n`,
 * the environment, `.env`, the file.
 */
internal class SettingsReader(
    private val surroundings: ProcessContext,
    private val warn: (String) -> Unit = {},
) {
    /**
     * @param flags settings by key
     * @throws MigrationException when the file asked for is missing or wrong
     */
    fun read(config: String?, database: String?, flags: Map<String, Setting>): Settings {
        val file = configured(config)
        val base = file?.path?.parent ?: surroundings.folder
        val shownFolder = file?.shown?.removeSuffix(file.path.fileName.toString()).orEmpty()
        val environment = Environment.of(surroundings.variables, base, shownFolder)
        surroundings.secrets.add(environment.secrets)
        environment.check({ file?.mentions(it) == true }, warn)
        val layers =
            listOfNotNull(
                Layer { flags[it] },
                database?.let { database(it, file) },
                environment.process(),
                environment.dotEnv(),
                file?.settings(),
            )
        val places = Places(base, surroundings.folder)
        return Settings(
            file,
            places,
            layers,
            Expansion(surroundings.secrets, environment::variable),
        )
    }

    /**
     * The databases with these names, or all of them in the order of the file.
     *
     * @throws MigrationException when there is none, or none of that name
     */
    fun databases(config: String?, wanted: List<String>): List<String> {
        val file = configured(config)
        wanted.forEach { database(it, file) }
        val names = wanted.ifEmpty { file?.databases.orEmpty() }
        if (names.isEmpty()) {
            throw ConfigurationMessages.noDatabases(file?.shown).exception()
        }
        return names
    }

    private fun configured(config: String?): ConfigFile? =
        file(config ?: surroundings.variables["MIGRATE_CONFIG"]?.takeIf { it.isNotEmpty() })

    private fun file(asked: String?): ConfigFile? {
        if (asked != null) {
            val path = surroundings.folder.resolve(asked).normalize()
            return ConfigFile.read(path, shown(path, asked))
        }
        val path = surroundings.folder.resolve(ConfigFile.NAME)
        return if (Files.exists(path)) ConfigFile.read(path, ConfigFile.NAME) else null
    }

    private fun shown(path: Path, asked: String): String =
        if (path.startsWith(surroundings.folder)) surroundings.folder.relativize(path).toString()
        else asked

    private fun database(name: String, file: ConfigFile?): Layer {
        val known = file?.databases.orEmpty()
        return file?.database(name)
            ?: throw ConfigurationMessages.unknownDatabase(
                    name,
                    file?.shown,
                    NearNames.of(name, known).firstOrNull(),
                    known,
                )
                .exception()
    }
}
