package io.kmigrate.cli.config

import io.kmigrate.cli.message.SettingMessages
import io.kmigrate.dsl.source.FileTemplate
import io.kmigrate.dsl.source.ScriptTemplate
import io.kmigrate.execution.TransactionMode
import io.kmigrate.importer.takeover.ImportSettings
import io.kmigrate.lint.LintSettings
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.TableName
import io.kmigrate.source.Model
import io.kmigrate.source.ScriptLoader
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.ZoneId

/**
 * All settings of a command, from every source; immutable. [SettingKeys] says how each value is
 * read. That happens when it is asked for, so that a variable that is not needed may be missing.
 *
 * @property file null when there is no configuration file
 * @property layers strongest first
 */
internal class Settings(
    val file: ConfigFile?,
    private val places: Places,
    private val layers: List<Layer>,
    private val expansion: Expansion,
) {
    private val strongest = Layer { key -> layers.firstNotNullOfOrNull { it.find(key) } }
    private val ofModel: Layer? = file?.section("model")

    val scripts: List<Path> by lazy {
        strongest[SettingKeys.scripts] ?: listOf(places.shown(places.base.resolve("migrations")))
    }

    /** Null when none is given. */
    val url: String? by lazy {
        val layer = urlLayer
        val function = layer?.find(SettingKeys.urlFrom.name)
        when {
            layer == null -> null
            function == null -> layer[SettingKeys.url]
            layer.find(SettingKeys.url.name) == null ->
                layer[SettingKeys.urlFrom]?.invoke(classPathOfModel())
            else -> throw given(SettingKeys.urlFrom, function).bad(SettingMessages.urlTwice())
        }
    }

    private val urlLayer: Layer?
        get() = layers.find { layer ->
            listOf(SettingKeys.url, SettingKeys.urlFrom).any { layer.find(it.name) != null }
        }

    /** Who enters the database, if not the one that the URL names. */
    val user: String?
        get() = besideUrl[SettingKeys.user]

    /** What they enter it with, if not what the URL gives. */
    val password: String?
        get() = besideUrl[SettingKeys.password]

    /**
     * What does not stand below the URL: where a stronger layer gives a whole one, the login of
     * another database is none.
     */
    private val besideUrl = Layer { key ->
        layers.take(layers.indexOf(urlLayer) + 1).firstNotNullOfOrNull { it.find(key) }
    }

    val versionTable: TableName by lazily(SettingKeys.versionTable)

    /**
     * Where scripts are; a file template that makes folders has them read unless told otherwise.
     */
    val folders: ScriptLoader.Folders by lazy {
        val makesFolders = fileTemplate.makesFolders
        val recursive = strongest[SettingKeys.recursive]
        if (makesFolders && recursive == false) {
            throw given(SettingKeys.recursive).bad(SettingMessages.hiddenFolders())
        }
        ScriptLoader.Folders(scripts, recursive ?: makesFolders)
    }

    val fileTemplate: FileTemplate by lazy {
        strongest[SettingKeys.fileTemplate](strongest[SettingKeys.slugLength])
    }

    /** What new scripts look like. */
    val scriptTemplate: ScriptTemplate
        get() = strongest[SettingKeys.scriptTemplate] ?: ScriptTemplate.STANDARD

    /** Where the application declares its tables; null when `[model]` says nothing. */
    val model: Model?
        get() {
            val said = ofModel ?: return null
            val tables = said[SettingKeys.Model.tables]
            val scripts = said[SettingKeys.Model.scripts]
            return if (tables.isEmpty() && scripts.isEmpty()) null
            else Model(tables, classPathOfModel(), scripts)
        }

    private fun classPathOfModel(): List<Path> =
        ofModel?.let { it[SettingKeys.Model.classPath] }.orEmpty()

    /** What scripts may use besides what every script can. */
    val scriptClassPath: ClassPath by lazily(SettingKeys.classPath)

    /** The script that says what no setting can; null when there is none. */
    val environment: Path? by lazy {
        val beside = places.base.resolve(SettingKeys.ENVIRONMENT_SCRIPT)
        strongest[SettingKeys.environment]
            ?: places.shown(beside).takeIf { file != null && Files.exists(beside) }
    }

    /** What every new script goes through, in order. */
    val postWriteHooks: List<Hook>
        get() = file?.section("hooks")?.let { it[SettingKeys.Hooks.postWrite] }.orEmpty()

    /** What the project thinks of the lint rules; null where it says nothing. */
    val lint: LintSettings?
        get() {
            val said = file?.section("lint") ?: return null
            return if (SettingKeys.Lint.all.none { said.find(it.name) != null }) null
            else
                LintSettings(
                    said[SettingKeys.Lint.rules],
                    LargeTable(said[SettingKeys.Lint.largeRows], said[SettingKeys.Lint.largeBytes]),
                    said[SettingKeys.Lint.gate],
                )
        }

    /** The tool whose history was imported; null where `[import]` says nothing. */
    val imported: ImportSettings?
        get() {
            val said = file?.section("import") ?: return null
            val tool = said[SettingKeys.Import.from]
            if (tool == null) {
                listOf(SettingKeys.Import.table, SettingKeys.Import.alsoWrite).forEach { key ->
                    said.find(key.name)?.let {
                        throw given(key, it).bad(SettingMessages.noOldTool())
                    }
                }
            }
            return tool?.let {
                ImportSettings(
                    it,
                    said[SettingKeys.Import.table],
                    said[SettingKeys.Import.alsoWrite],
                )
            }
        }

    val timezone: ZoneId by lazily(SettingKeys.timezone)

    val transaction: TransactionMode by lazily(SettingKeys.transaction)

    /** Null: as the runtime sees fit. */
    val online: OnlineMode? by lazily(SettingKeys.online)

    /** Null when there is none. */
    val onlineCommand: String? by lazily(SettingKeys.onlineCommand)

    /** Null when nobody named the environment that the database is in. */
    val deployment: String? by lazily(SettingKeys.deployment)

    /** Null when the run has none. */
    val tag: String? by lazily(SettingKeys.tag)

    /** Null: as long as the runtime sees fit. */
    val lockTimeout: Duration? by lazily(SettingKeys.lockTimeout)

    /** Null: as long as the database sees fit. */
    val statementLockTimeout: Duration? by lazily(SettingKeys.statementLockTimeout)

    /** Null: as long as the database sees fit. */
    val statementTimeout: Duration? by lazily(SettingKeys.statementTimeout)

    /** Null: as often as the runtime sees fit. */
    val lockRetries: Int? by lazily(SettingKeys.lockRetries)

    /** Whether a database may have revisions that no script has. */
    val ignoresUnknownRevisions: Boolean by lazily(SettingKeys.ignoresUnknownRevisions)

    /** Whether the URL leads to a pool of transactions. */
    val isPooled: Boolean by lazily(SettingKeys.pooled)

    private fun <T> lazily(key: SettingKey<T>): Lazy<T> = lazy { strongest[key] }

    private operator fun <T> Layer.get(key: SettingKey<T>): T {
        val setting = find(key.name) ?: return key.default
        return key.parse(GivenValue(key.name, setting, places, expansion))
    }

    private fun given(key: SettingKey<*>, setting: Setting? = strongest.find(key.name)) =
        GivenValue(key.name, checkNotNull(setting), places, expansion)
}
