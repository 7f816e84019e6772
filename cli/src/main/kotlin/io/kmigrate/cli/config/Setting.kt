package io.kmigrate.cli.config

import io.kmigrate.failure.Location

/**
 * A value and where it was set.
 *
 * @property value a string, a number, a boolean or a list of these
 * @property origin for messages: `migrate.toml`, `MIGRATE_URL`, `--url`
 * @property location the line of the file it stands in, if it does
 */
internal class Setting(val value: Any, val origin: String, val location: Location? = null)

/** Settings by key, from one source. */
internal fun interface Layer {
    fun find(key: String): Setting?
}
