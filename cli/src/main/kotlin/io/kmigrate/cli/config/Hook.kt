package io.kmigrate.cli.config

/**
 * A command that is run on something we wrote.
 *
 * @property command as the configuration has it, for messages
 * @property words with `{file}` where the file's path belongs
 * @property setting where it stands
 */
internal class Hook(val command: String, val words: List<String>, val setting: Setting)
