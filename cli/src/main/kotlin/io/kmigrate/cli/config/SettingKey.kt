package io.kmigrate.cli.config

import io.kmigrate.cli.message.SettingMessages
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.operation.Limits
import java.io.File
import java.nio.file.Path
import java.time.Duration
import kotlin.jvm.optionals.getOrNull

/** A setting: its name, its default, and how a given value is read and checked. */
internal class SettingKey<T>(
    val name: String,
    val default: T,
    private val read: GivenValue.() -> T,
) {
    /** @throws MigrationException at the place of a value that it cannot have */
    fun parse(value: GivenValue): T = value.read()
}

/**
 * Where relative paths begin.
 *
 * @property base for those of the file
 * @property folder for all others: where the user is
 */
internal class Places(val base: Path, val folder: Path) {
    /** As the user would type it from where they are. */
    fun shown(path: Path): Path {
        val normal = path.normalize()
        return if (normal.startsWith(folder) && normal != folder) folder.relativize(normal)
        else normal
    }
}

/** A given value, and the kinds of values there are. */
internal class GivenValue(
    private val key: String,
    val setting: Setting,
    private val places: Places,
    val expansion: Expansion,
) {
    /** Where its relative paths begin. */
    val folder: Path
        get() = if (setting.location == null) places.folder else places.base

    /** A number or a word, whether it stands between quotes or not. */
    val plain: String
        get() = setting.value.toString()

    /** Never blank: an empty variable would otherwise mean another folder, table or database. */
    fun text(): String = text(setting.value).also(::requireText)

    /** The same for what may be empty. */
    fun textOrNull(): String? = text(setting.value).ifEmpty { null }

    private fun requireText(text: String) {
        if (text.isBlank()) {
            throw bad(SettingMessages.empty(key))
        }
    }

    fun texts(): List<String> {
        val value = setting.value
        if (value is Collection<*>) {
            if (value.isEmpty() || value.any { it !is String }) {
                throw bad(SettingMessages.texts(key))
            }
            return value.map { text(it).also(::requireText) }
        }
        val text = text(value).also(::requireText)
        return if (setting.location == null) text.split(File.pathSeparator) else listOf(text)
    }

    private fun text(value: Any?): String {
        val text = value as? String ?: throw bad(SettingMessages.text(key))
        return if (setting.location == null) text else expansion.expand(text, setting)
    }

    fun boolean(): Boolean =
        plain.toBooleanStrictOrNull() ?: throw bad(SettingMessages.boolean(key))

    fun duration(): Duration =
        Limits.duration(plain).getOrNull() ?: throw bad(SettingMessages.duration(key))

    fun path(name: String): Path = places.shown(folder.resolve(name))

    /** A URL whose database file, if it names one, is looked for from where the user is. */
    fun url(text: String): String =
        if (folder == places.folder) text else DatabaseUrl.inFolder(text, folder)

    /** The failure of this value, at its place or with its origin. */
    fun bad(problem: Problem): MigrationException {
        val place =
            setting.location ?: return SettingMessages.givenBy(setting.origin, problem).exception()
        return problem.at(place).exception()
    }
}
