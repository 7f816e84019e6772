package io.kmigrate.cli.config

import io.kmigrate.cli.message.SettingMessages

/**
 * Splits a command into words: at blanks, except between quotes of either kind. No shell is asked.
 */
internal object Words {
    private val WORD = Regex("""(?:[^\s"']|"[^"]*"|'[^']*')++""")
    private val QUOTED = Regex(""""([^"]*)"|'([^']*)'""")

    /** @throws IllegalArgumentException when a quote is not closed, or there are no words */
    fun of(command: String): List<String> {
        val rest = WORD.replace(command, "")
        require(rest.isBlank()) { SettingMessages.openQuote() }
        val words =
            WORD.findAll(command)
                .map { word ->
                    QUOTED.replace(word.value) { it.groupValues[1] + it.groupValues[2] }
                }
                .toList()
        require(words.isNotEmpty()) { SettingMessages.emptyCommand() }
        return words
    }
}
