package io.kmigrate.cli.config

import com.electronwill.nightconfig.core.UnmodifiableConfig
import com.electronwill.nightconfig.core.io.ParsingException
import com.electronwill.nightconfig.toml.TomlParser
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.NearNames
import io.kmigrate.failure.Problem
import io.kmigrate.lint.LintSettings
import io.kmigrate.message.LintMessages
import java.io.IOException
import java.io.Reader
import java.io.StringReader
import java.nio.file.NoSuchFileException
import java.nio.file.Path

/**
 * A `migrate.toml`, read and checked: every key is one we know.
 *
 * @property shown the path as the user would type it
 */
internal class ConfigFile
private constructor(
    val path: Path,
    val shown: String,
    private val text: String,
    private val root: UnmodifiableConfig,
) {
    /** In the order of the file. */
    val databases: List<String>
        get() =
            sectionOf(DATABASES)?.values()?.keys.orEmpty().sortedBy {
                locate("databases.$it", "").line
            }

    /** Whether a value may use the variable. */
    fun mentions(variable: String): Boolean = variable in text

    /** What `[migrate]` says. */
    fun settings(): Layer = layer(sectionOf("migrate"), "migrate")

    /** What a section says; null where the file has none of that name. */
    fun section(name: String): Layer? = sectionOf(name)?.let { layer(it, name) }

    /** What `[databases.NAME]` says; null when there is no such section. */
    fun database(name: String): Layer? =
        (sectionOf(DATABASES)?.get<Any?>(listOf(name)) as? UnmodifiableConfig)?.let {
            layer(it, "databases.$name")
        }

    private fun sectionOf(name: String): UnmodifiableConfig? =
        root.get<Any?>(listOf(name)) as? UnmodifiableConfig

    private fun layer(section: UnmodifiableConfig?, name: String) = Layer { key ->
        section?.get<Any?>(listOf(key))?.let { Setting(it, shown, locate(name, key)) }
    }

    private fun UnmodifiableConfig.values(): Map<String, Any?> =
        entrySet().associate { it.key to it.getValue<Any?>() }

    private fun check() {
        val problems = ArrayList<Problem>()
        for ((name, value) in root.values()) {
            val keys = keysOf(name)
            when {
                keys == null -> problems += unknown(name, "", SECTIONS)
                value !is UnmodifiableConfig -> problems += notASection(name)
                name == DATABASES ->
                    problems += value.values().flatMap { checkDatabase(it.key, it.value) }
                else -> problems += unknownKeys(value, name, keys)
            }
            if (name == "lint") problems += unknownRules(value)
        }
        if (problems.isNotEmpty()) {
            throw MigrationException(problems.sortedBy { it.location?.line ?: 0 }, null)
        }
    }

    private fun checkDatabase(name: String, value: Any?): List<Problem> =
        if (value is UnmodifiableConfig)
            unknownKeys(value, "databases.$name", names(SettingKeys.ofMigrate))
        else listOf(notASection("databases.$name"))

    /**
     * The codes are known to the rules alone, which are asked only where the section names some.
     */
    private fun unknownRules(lint: Any?): List<Problem> {
        val rules = (lint as? UnmodifiableConfig)?.get<Any?>(listOf("rules")) as? UnmodifiableConfig
        val named = rules?.values()?.keys.orEmpty()
        if (named.isEmpty()) return emptyList()
        val known = LintSettings.codes()
        return named
            .filter { it !in known }
            .map {
                val near = NearNames.of(it, known).firstOrNull()
                LintMessages.unknownRule(it, near).at(locate("lint.rules", it))
            }
    }

    private fun unknownKeys(section: UnmodifiableConfig, name: String, known: Set<String>) =
        section.values().keys.filter { it !in known }.map { unknown(it, name, known) }

    private fun unknown(name: String, section: String, known: Set<String>): Problem {
        val near = NearNames.of(name, known).firstOrNull()
        val place = locate(section, name)
        return if (section.isEmpty()) ConfigurationMessages.unknownSection(name, near, known, place)
        else ConfigurationMessages.unknownKey(name, section, near, known, place)
    }

    private fun notASection(name: String) =
        ConfigurationMessages.notASection(name, locate("", name))

    /**
     * The first line of each section and key. The parser keeps no positions, so they are looked for
     * once. A key that is empty stands for the header of its section.
     */
    private val lines: Map<Pair<String, String>, Int> by
        lazy(LazyThreadSafetyMode.NONE) {
            val found = HashMap<Pair<String, String>, Int>()
            var current = ""
            text.lineSequence().forEachIndexed { index, line ->
                val header = HEADER.find(line)
                if (header != null) {
                    current =
                        header.groupValues[1].filterNot { it == '"' || it == '\'' || it == ' ' }
                    found.putIfAbsent(current to "", index + 1)
                    found.putIfAbsent("" to current.substringBefore('.'), index + 1)
                } else {
                    KEY.find(line)?.let {
                        found.putIfAbsent(current to it.groupValues[1], index + 1)
                    }
                }
            }
            found
        }

    private fun locate(section: String, key: String): Location =
        lines[section to key]?.let { Location.of(shown, it) } ?: Location.of(shown)

    companion object {
        const val NAME = "migrate.toml"

        /** More than any setting needs. */
        private const val DEEPEST = 64

        private const val DATABASES = "databases"

        /** In the order that messages list them. */
        val SECTIONS = setOf("migrate", "model", "hooks", "lint", "import", DATABASES)

        /**
         * The keys that a section may have; null where there is no such section. The classes behind
         * those of a section are loaded for a file that has it.
         */
        fun keysOf(section: String): Set<String>? =
            when (section) {
                "migrate" -> names(SettingKeys.ofMigrate)
                "model" -> names(SettingKeys.Model.all)
                "hooks" -> names(SettingKeys.Hooks.all)
                "lint" -> names(SettingKeys.Lint.all)
                "import" -> names(SettingKeys.Import.all)
                DATABASES -> emptySet()
                else -> null
            }

        private val HEADER = Regex("""^\s*\[\s*([^\[\]]+?)\s*]""")
        private val KEY = Regex("""^\s*["']?([A-Za-z0-9_-]+)["']?\s*[.=]""")

        private fun names(keys: List<SettingKey<*>>): Set<String> =
            keys.mapTo(LinkedHashSet()) { it.name }

        /**
         * @throws MigrationException when it is missing, cannot be read, or says what we do not
         *   understand
         */
        fun read(path: Path, shown: String): ConfigFile {
            val text = readText(path, shown)
            TomlDepth(text).lineDeeperThan(DEEPEST)?.let {
                throw ConfigurationMessages.malformed(Location.of(shown, it)).exception()
            }
            val root = parse(LineCounter(text), shown)
            return ConfigFile(path, shown, text, root).also { it.check() }
        }

        /** No cause is kept: it would repeat a password in a stack trace. */
        private fun parse(lines: LineCounter, shown: String): UnmodifiableConfig =
            try {
                TomlParser().parse(lines)
            } catch (failure: ParsingException) {
                throw malformed(failure, Location.of(shown, lines.line)).exception()
            } catch (_: RuntimeException) {
                // The parser throws it itself, for example for a date such as the 31st of February.
                throw ConfigurationMessages.malformed(Location.of(shown, lines.line)).exception()
            } catch (_: StackOverflowError) {
                throw ConfigurationMessages.malformed(Location.of(shown, lines.line)).exception()
            }

        private fun readText(path: Path, shown: String): String =
            try {
                SettingsFile.read(path, shown)
            } catch (_: NoSuchFileException) {
                throw ConfigurationMessages.noFile(shown).exception()
            } catch (failure: IOException) {
                throw MigrationException(
                    ConfigurationMessages.unreadable(shown, "$failure"),
                    failure,
                )
            }

        /** Without the parser's own words, which quote the file: that may be a password. */
        private fun malformed(failure: ParsingException, place: Location): Problem =
            if ("twice" in failure.message.orEmpty()) ConfigurationMessages.repeatedKey(place)
            else ConfigurationMessages.malformed(place)
    }

    /** Knows how far its reader came. */
    private class LineCounter(private val text: String) : Reader() {
        private val reader = StringReader(text)
        private var position = 0

        val line: Int
            get() {
                val read = text.take(position).trimEnd('\n', '\r')
                return read.count { it == '\n' } + 1
            }

        override fun read(buffer: CharArray, offset: Int, length: Int): Int {
            val count = reader.read(buffer, offset, minOf(length, 1))
            position += maxOf(count, 0)
            return count
        }

        override fun close() = reader.close()
    }
}
