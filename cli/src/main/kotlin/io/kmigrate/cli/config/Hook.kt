package io.kmigrate.cli.config

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
            val fix = "write post_write = [\"ktfmt --kotlinlang-style {file}\"]"
            if (command !is String) {
                throw value.bad("post_write must be commands", fix)
            }
            val setting = value.setting
            return try {
                Hook(command, Words.of(value.expansion.expand(command, setting)), setting)
            } catch (failure: IllegalArgumentException) {
                throw value.bad(
                    "the hook `$command` cannot be understood: ${failure.message}",
                    fix,
                )
            }
        }
    }
}
