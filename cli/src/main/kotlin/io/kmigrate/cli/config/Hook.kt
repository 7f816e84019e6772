package io.kmigrate.cli.config

import io.kmigrate.cli.message.SettingMessages

/**
 * A command that is run on something we wrote.
 *
 * @property command as the configuration has it, for messages
 * @property words with `{file}` where the file's path belongs
 * @property setting where it stands
 */
internal class Hook(val command: String, val words: List<String>, val setting: Setting) {
    companion object {
        fun of(command: Any?, value: GivenValue): Hook {
            if (command !is String) {
                throw value.bad(SettingMessages.hooks())
            }
            val setting = value.setting
            return try {
                Hook(command, Words.of(value.expansion.expand(command, setting)), setting)
            } catch (failure: IllegalArgumentException) {
                throw value.bad(SettingMessages.hook(command, failure.message.orEmpty()))
            }
        }
    }
}
