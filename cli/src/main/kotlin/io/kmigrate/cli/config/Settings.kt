package io.kmigrate.cli.config

import io.kmigrate.cli.message.SettingMessages
import io.kmigrate.dsl.source.FileTemplate
import io.kmigrate.dsl.source.ScriptTemplate
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.operation.Limits
import io.kmigrate.schema.TableName
import io.kmigrate.source.Model
import io.kmigrate.source.ScriptLoader
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.time.DateTimeException
import java.time.Duration
import java.time.ZoneId
import kotlin.jvm.optionals.getOrNull

/**
 * What the command is told, whoever told it. Each setting is looked up and expanded when it is
 * asked for, so that a variable nobody needs may be missing.
 *
 * @property file null when there is no configuration file
 * @property base where relative paths of files begin
 * @property layers strongest first
 */
internal class Settings(
    val file: ConfigFile?,
    private val base: Path,
    private val folder: Path,
    private val layers: List<Layer>,
    private val expansion: Expansion,
) {
    val scripts: List<Path>
        get() {
            val setting = find("scripts") ?: return listOf(shown(base.resolve("migrations")))
            val relativeTo = if (setting.location == null) folder else base
            return texts(setting, "scripts").map { shown(relativeTo.resolve(it)) }
        }

    /** Null when nobody gives one. */
    val url: String? by lazy {
        val layer = urlLayer
        val text = layer?.find("url")
        val function = layer?.find("url_from")
        when {
            function == null -> text?.let { besideFile(text(it, "url").trim(), it) }
            text == null ->
                besideFile(
                    ApplicationUrl.of(text(function, "url_from"), classPath, function),
                    function,
                )
            else -> throw bad(function, SettingMessages.urlTwice())
        }
    }

    private val urlLayer: Layer?
        get() = layers.find { it.find("url") != null || it.find("url_from") != null }

    /** Who enters the database, if not the one that the URL names. */
    val user: String?
        get() = beside("user")

    /** What they enter it with, if not what the URL gives. */
    val password: String?
        get() = beside("password")

    /**
     * Null also where a stronger layer gives a whole URL: the login of another database is none.
     */
    private fun beside(key: String): String? {
        val stronger = layers.take(layers.indexOf(urlLayer) + 1)
        val setting = stronger.firstNotNullOfOrNull { it.find(key) } ?: return null
        return text(setting, key).ifEmpty { null }
    }

    private fun besideFile(url: String, setting: Setting): String {
        val fromFolder = if (setting.location == null) folder else base
        return if (fromFolder == folder) url else RelativeUrl.resolve(url, fromFolder)
    }

    val versionTable: TableName
        get() {
            val name = find("version_table")?.let { text(it, "version_table") } ?: "migrate_version"
            return TableName(
                name.substringBeforeLast('.', "").ifEmpty { null },
                name.substringAfterLast('.'),
            )
        }

    /**
     * Where scripts are; a file template that makes folders has them read unless told otherwise.
     */
    val folders: ScriptLoader.Folders
        get() {
            val makesFolders = fileTemplate.makesFolders
            val setting = find("recursive") ?: return ScriptLoader.Folders(scripts, makesFolders)
            val recursive = boolean("recursive", setting)
            if (makesFolders && !recursive) {
                throw bad(setting, SettingMessages.hiddenFolders())
            }
            return ScriptLoader.Folders(scripts, recursive)
        }

    val fileTemplate: FileTemplate
        get() {
            val setting = find("file_template") ?: Setting("{rev}_{slug}", "the default")
            return try {
                FileTemplate.parse(text(setting, "file_template"), slugLength)
            } catch (failure: IllegalArgumentException) {
                throw bad(
                    setting,
                    SettingMessages.fileTemplate(failure.message.orEmpty(), FileTemplate.TOKENS),
                )
            }
        }

    /** What new scripts look like. */
    val scriptTemplate: ScriptTemplate
        get() {
            val setting = find("script_template") ?: return ScriptTemplate.STANDARD
            val name = text(setting, "script_template")
            val file = (if (setting.location == null) folder else base).resolve(name)
            return ScriptTemplate.read(file, shown(file).toString())
        }

    private val slugLength: Int
        get() {
            val setting = find("slug_length") ?: return FileTemplate.SLUG_LENGTH
            return setting.value.toString().toIntOrNull()?.takeIf { it > 0 }
                ?: throw bad(setting, SettingMessages.slugLength(FileTemplate.SLUG_LENGTH))
        }

    /** Where the application declares its tables; null when `[model]` says nothing. */
    val model: Model?
        get() {
            val layer = file?.model() ?: return null
            val tables = layer.find("tables")?.let { texts(it, "tables") }.orEmpty()
            val scripts = layer.find("scripts")?.let { texts(it, "scripts") }.orEmpty()
            if (tables.isEmpty() && scripts.isEmpty()) {
                return null
            }
            return Model(tables, classPath, scripts.map(::place))
        }

    /** What scripts may use besides what every script can. */
    val scriptClassPath: ClassPath
        get() {
            val setting = find("classpath") ?: return ClassPath.NONE
            val relativeTo = if (setting.location == null) folder else base
            return ClassPath.of(relativeTo, texts(setting, "classpath"))
        }

    /** Where the application's classes are. */
    private val classPath: List<Path>
        get() =
            file?.model()?.find("classpath")?.let { texts(it, "classpath") }.orEmpty().map(::place)

    /** The script that says what no setting can; null when there is none. */
    val environment: Path?
        get() {
            val setting = find("env")
            if (setting == null) {
                val beside = base.resolve(ENVIRONMENT)
                return if (file != null && Files.exists(beside)) shown(beside) else null
            }
            val name = text(setting, "env")
            if (
                Path.of(name).fileName.toString().let {
                    it != ENVIRONMENT && !it.endsWith(".$ENVIRONMENT")
                }
            ) {
                throw bad(setting, SettingMessages.environment(name, ENVIRONMENT))
            }
            return shown((if (setting.location == null) folder else base).resolve(name))
        }

    private fun place(path: String): Path = shown(base.resolve(path))

    /** What every new script goes through, in order. */
    val postWriteHooks: List<Hook>
        get() {
            val setting = file?.hooks()?.find("post_write") ?: return emptyList()
            val commands = setting.value as? List<*> ?: listOf(setting.value)
            return commands.map { hook(it, setting) }
        }

    private fun hook(command: Any?, setting: Setting): Hook {
        if (command !is String) {
            throw bad(setting, SettingMessages.hooks())
        }
        return try {
            Hook(command, Words.of(expansion.expand(command, setting)), setting)
        } catch (failure: IllegalArgumentException) {
            throw bad(setting, SettingMessages.hook(command, failure.message.orEmpty()))
        }
    }

    val timezone: ZoneId
        get() {
            val setting = find("timezone") ?: return ZoneId.of("UTC")
            val name = text(setting, "timezone")
            return try {
                ZoneId.of(name)
            } catch (_: DateTimeException) {
                throw bad(setting, SettingMessages.timezone(name))
            }
        }

    val transaction: TransactionMode
        get() {
            val setting = find("transaction") ?: return TransactionMode.REVISION
            val name = text(setting, "transaction")
            return TransactionMode.entries.find { it.name.lowercase() == name }
                ?: throw bad(setting, SettingMessages.transaction(name))
        }

    /** Null when the run has none. */
    val tag: String?
        get() = find("tag")?.let { text(it, "tag") }

    /** Null: as long as the runtime sees fit. */
    val lockTimeout: Duration?
        get() {
            val setting = find("lock_timeout") ?: return null
            val seconds = setting.value.toString().toDoubleOrNull()
            if (seconds == null || seconds.isNaN() || seconds < 0) {
                throw bad(setting, SettingMessages.lockTimeout())
            }
            return Duration.ofMillis((seconds * MILLIS).toLong())
        }

    /** Null: as long as the database sees fit. */
    val statementLockTimeout: Duration?
        get() = duration("statement_lock_timeout")

    /** Null: as long as the database sees fit. */
    val statementTimeout: Duration?
        get() = duration("statement_timeout")

    /** Null: as often as the runtime sees fit. */
    val lockRetries: Int?
        get() {
            val setting = find("lock_retries") ?: return null
            return setting.value.toString().toIntOrNull()?.takeIf { it in 0..MOST_RETRIES }
                ?: throw bad(setting, SettingMessages.lockRetries(MOST_RETRIES))
        }

    /** Whether a database may have revisions that no script has. */
    val ignoresUnknownRevisions: Boolean
        get() = boolean("ignore_unknown_revisions")

    /** Whether the URL leads to a pool of transactions. */
    val isPooled: Boolean
        get() = boolean("pooled")

    /** False when nobody says. */
    private fun boolean(key: String): Boolean = find(key)?.let { boolean(key, it) } ?: false

    private fun boolean(key: String, setting: Setting): Boolean =
        setting.value.toString().toBooleanStrictOrNull()
            ?: throw bad(setting, SettingMessages.boolean(key))

    private fun duration(key: String): Duration? {
        val setting = find(key) ?: return null
        return Limits.duration(setting.value.toString()).getOrNull()
            ?: throw bad(setting, SettingMessages.duration(key))
    }

    private fun find(key: String): Setting? = layers.firstNotNullOfOrNull { it.find(key) }

    private fun text(setting: Setting, key: String): String {
        val text = setting.value as? String ?: throw bad(setting, SettingMessages.text(key))
        return if (setting.location == null) text else expansion.expand(text, setting)
    }

    private fun texts(setting: Setting, key: String): List<String> {
        val value = setting.value
        if (value is Collection<*>) {
            if (value.isEmpty() || value.any { it !is String }) {
                throw bad(setting, SettingMessages.texts(key))
            }
            return value.map {
                text(Setting(it as String, setting.origin, setting.location), key)
            }
        }
        val text = text(setting, key)
        return if (setting.location == null) text.split(File.pathSeparator) else listOf(text)
    }

    private fun bad(setting: Setting, problem: Problem): MigrationException {
        val place =
            setting.location ?: return SettingMessages.givenBy(setting.origin, problem).exception()
        return problem.at(place).exception()
    }

    /** As the user would type it from where they are. */
    private fun shown(path: Path): Path {
        val normal = path.normalize()
        return if (normal.startsWith(folder) && normal != folder) folder.relativize(normal)
        else normal
    }

    private companion object {
        const val ENVIRONMENT = "env.kts"
        const val MILLIS = 1000
        const val MOST_RETRIES = 20
    }
}
