package io.kmigrate.cli.config

import com.electronwill.nightconfig.core.UnmodifiableConfig
import io.kmigrate.cli.message.SettingMessages
import io.kmigrate.dsl.source.FileTemplate
import io.kmigrate.dsl.source.ScriptTemplate
import io.kmigrate.execution.OnlineCommand
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.NearNames
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.lint.Level
import io.kmigrate.lint.LintSettings.Gate
import io.kmigrate.operation.Limits
import io.kmigrate.revision.OnlineMode
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.TableName
import java.nio.file.Path
import java.time.DateTimeException
import java.time.Duration
import java.time.ZoneId
import kotlin.jvm.optionals.getOrNull

/**
 * All settings. A new one is declared here, read in [Settings], and described in
 * `docs/configuration.md`.
 */
internal object SettingKeys {
    const val ENVIRONMENT_SCRIPT = "env.kts"
    private const val MILLIS = 1000
    private const val MOST_RETRIES = 20

    /** File systems keep 255 bytes of a name, and the rest of the name needs some. */
    private const val LONGEST_SLUG = 200

    /** Kotlin itself reads `5d`, `0x1p3` and `Infinity`, too. */
    private val NUMBER = Regex("""\d{1,9}(\.\d{1,9})?([eE]\+?\d)?""")

    // Each reader is a class, which every start loads: settings of one kind share theirs.
    private val readPaths: GivenValue.() -> List<Path> = { texts().map(::path) }
    private val readBoolean: GivenValue.() -> Boolean = { boolean() }
    private val readDuration: GivenValue.() -> Duration = { duration() }
    private val readText: GivenValue.() -> String = { text() }
    private val readTextOrNull: GivenValue.() -> String? = { textOrNull() }

    val scripts = SettingKey<List<Path>?>("scripts", null, readPaths)

    val classPath = SettingKey("classpath", ClassPath.NONE) { ClassPath.of(folder, texts()) }

    val environment =
        SettingKey<Path?>("env", null) {
            val name = text()
            val file = Path.of(name).fileName.toString()
            if (file != ENVIRONMENT_SCRIPT && !file.endsWith(".$ENVIRONMENT_SCRIPT")) {
                throw bad(SettingMessages.environment(name, ENVIRONMENT_SCRIPT))
            }
            path(name)
        }

    val url = SettingKey<String?>("url", null) { url(text().trim()) }

    /** The URL, given the class path where the function is. */
    val urlFrom =
        SettingKey<((List<Path>) -> String)?>("url_from", null) {
            { classPath -> url(ApplicationUrl.of(text(), classPath, setting)) }
        }

    val user = SettingKey<String?>("user", null, readTextOrNull)

    val password = SettingKey<String?>("password", null, readTextOrNull)

    val versionTable =
        SettingKey("version_table", TableName.of("migrate_version")) {
            val text = text()
            val name = text.substringAfterLast('.')
            val schema = if ('.' in text) text.substringBeforeLast('.') else null
            if (name.isBlank() || schema?.isBlank() == true) {
                throw bad(SettingMessages.versionTable(text))
            }
            TableName(schema, name)
        }

    val recursive = SettingKey<Boolean?>("recursive", null, readBoolean)

    /** The template, given how long a slug may be. */
    val fileTemplate: SettingKey<(Int) -> FileTemplate> =
        SettingKey(
            "file_template",
            { FileTemplate.parse("{rev}_{slug}", it) },
        ) {
            val text = text()
            val template = { slugLength: Int ->
                try {
                    FileTemplate.parse(text, slugLength)
                } catch (failure: IllegalArgumentException) {
                    throw bad(
                        SettingMessages.fileTemplate(
                            failure.message.orEmpty(),
                            FileTemplate.TOKENS,
                        )
                    )
                }
            }
            template
        }

    /** Null for the standard one, which few commands need. */
    val scriptTemplate =
        SettingKey<ScriptTemplate?>("script_template", null) {
            val name = text()
            ScriptTemplate.read(folder.resolve(name), path(name).toString())
        }

    val slugLength =
        SettingKey("slug_length", FileTemplate.SLUG_LENGTH) {
            plain.toIntOrNull()?.takeIf { it in 1..LONGEST_SLUG }
                ?: throw bad(SettingMessages.slugLength(FileTemplate.SLUG_LENGTH, LONGEST_SLUG))
        }

    val timezone =
        SettingKey("timezone", ZoneId.of("UTC")) {
            val name = text()
            try {
                ZoneId.of(name)
            } catch (_: DateTimeException) {
                throw bad(SettingMessages.timezone(name))
            }
        }

    val transaction =
        SettingKey("transaction", TransactionMode.REVISION) {
            val name = text()
            TransactionMode.entries.find { it.name.lowercase() == name }
                ?: throw bad(SettingMessages.transaction(name))
        }

    val online =
        SettingKey<OnlineMode?>("online", null) {
            val name = text()
            OnlineMode.of(name).getOrNull() ?: throw bad(SettingMessages.online(name))
        }

    val onlineCommand =
        SettingKey<String?>("online_command", null) {
            text().also {
                try {
                    OnlineCommand.parse(it)
                } catch (refused: MigrationException) {
                    throw bad(refused.problems().first())
                }
            }
        }

    val lockTimeout =
        SettingKey<Duration?>("lock_timeout", null) {
            val seconds = plain.trim().takeIf { NUMBER.matches(it) }?.toBigDecimal()
            if (seconds == null || seconds > Limits.LONGEST.toSeconds().toBigDecimal()) {
                throw bad(SettingMessages.lockTimeout(Limits.LONGEST.toSeconds()))
            }
            Duration.ofMillis((seconds * MILLIS.toBigDecimal()).toLong())
        }

    val statementLockTimeout = SettingKey<Duration?>("statement_lock_timeout", null, readDuration)

    val statementTimeout = SettingKey<Duration?>("statement_timeout", null, readDuration)

    val lockRetries =
        SettingKey<Int?>("lock_retries", null) {
            plain.toIntOrNull()?.takeIf { it in 0..MOST_RETRIES }
                ?: throw bad(SettingMessages.lockRetries(MOST_RETRIES))
        }

    val ignoresUnknownRevisions = SettingKey("ignore_unknown_revisions", false, readBoolean)

    val pooled = SettingKey("pooled", false, readBoolean)

    /** What `onlyIn` of scripts is compared with. */
    val deployment = SettingKey<String?>("environment", null, readText)

    /** No file has it: an option or a variable gives it to one run. */
    val tag = SettingKey<String?>("tag", null, readText)

    /** What `[migrate]` and each `[databases.NAME]` may say, in the order that messages list it. */
    val ofMigrate =
        listOf(
            scripts,
            classPath,
            environment,
            url,
            urlFrom,
            user,
            password,
            versionTable,
            recursive,
            fileTemplate,
            scriptTemplate,
            slugLength,
            timezone,
            transaction,
            online,
            onlineCommand,
            lockTimeout,
            statementLockTimeout,
            statementTimeout,
            lockRetries,
            ignoresUnknownRevisions,
            pooled,
            deployment,
        )

    /** What `[model]` may say. */
    object Model {
        val tables = SettingKey("tables", emptyList<String>()) { texts() }
        val scripts = SettingKey("scripts", emptyList(), readPaths)
        val classPath = SettingKey("classpath", emptyList(), readPaths)
        val all = listOf(tables, scripts, classPath)
    }

    /** What `[hooks]` may say. */
    object Hooks {
        val postWrite =
            SettingKey("post_write", emptyList<Hook>()) {
                (setting.value as? List<*> ?: listOf(setting.value)).map { Hook.of(it, this) }
            }
        val all = listOf(postWrite)
    }

    /** What `[import]` may say. */
    object Import {
        val from =
            SettingKey<OldTool?>("from", null) {
                val name = text()
                OldTool.of(name).getOrNull() ?: throw bad(SettingMessages.oldTool(name))
            }
        val table = SettingKey<TableName?>("table", null) { TableName.parse(text()) }
        val alsoWrite = SettingKey("also_write", false, readBoolean)
        val all = listOf(from, table, alsoWrite)
    }

    /** What `[lint]` may say. */
    object Lint {
        val gate =
            SettingKey("gate", Gate.ERROR) {
                val name = text()
                Gate.entries.find { it.name.lowercase() == name }
                    ?: throw bad(SettingMessages.gate(name, near(name, Gate.entries)))
            }
        val largeRows = SettingKey("large_rows", LargeTable.STANDARD.rows()) { count("large_rows") }
        val largeBytes =
            SettingKey("large_bytes", LargeTable.STANDARD.bytes()) { count("large_bytes") }

        /** The section `[lint.rules]`, whose keys are codes. */
        val rules: SettingKey<Map<String, Level>> =
            SettingKey("rules", emptyMap()) {
                val given =
                    setting.value as? UnmodifiableConfig ?: throw bad(SettingMessages.rules())
                given.entrySet().associate { it.key to level(it.key, "${it.getRawValue<Any>()}") }
            }
        val all = listOf(gate, largeRows, largeBytes, rules)

        private fun GivenValue.level(code: String, name: String): Level =
            Level.entries.find { it.name.lowercase() == name }
                ?: throw bad(SettingMessages.level(code, name, near(name, Level.entries)))

        private fun near(name: String, known: List<Enum<*>>): String? =
            NearNames.of(name, known.map { it.name.lowercase() }).firstOrNull()

        private fun GivenValue.count(key: String): Long =
            plain.replace("_", "").toLongOrNull()?.takeIf { it > 0 }
                ?: throw bad(SettingMessages.count(key))
    }
}
