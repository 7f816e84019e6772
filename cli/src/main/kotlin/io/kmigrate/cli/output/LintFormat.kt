package io.kmigrate.cli.output

import io.kmigrate.cli.message.LintMessages
import io.kmigrate.failure.NearNames

/** In which form findings are printed. */
internal enum class LintFormat {
    TEXT,
    JSON,
    SARIF,
    GITHUB,
    JUNIT;

    companion object {
        /** @param name as given; null for text, or JSON where `--json` asks for it */
        fun of(name: String?): LintFormat {
            if (name == null) return TEXT
            val known = entries.map { it.name.lowercase() }
            return entries.find { it.name.lowercase() == name }
                ?: throw LintMessages.format(name, NearNames.of(name, known).firstOrNull(), known)
                    .exception()
        }
    }
}
