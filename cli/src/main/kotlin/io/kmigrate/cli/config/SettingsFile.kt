package io.kmigrate.cli.config

import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.source.FileText
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

/** Reads files that hold settings, and no device or other file that has no end. */
internal object SettingsFile {
    private const val LARGEST = 1 shl 18

    /**
     * The text of the file.
     *
     * @param shown the path as the user would type it
     * @throws io.kmigrate.failure.MigrationException when it is no text, or too long for settings
     */
    @Throws(IOException::class)
    fun read(path: Path, shown: String): String {
        val bytes = Files.newInputStream(path).use { it.readNBytes(LARGEST + 1) }
        if (bytes.size > LARGEST) {
            throw ConfigurationMessages.tooLarge(shown, LARGEST).exception()
        }
        val text = FileText.of(bytes)
        text.flaw()?.let {
            throw ConfigurationMessages.notUtf8(shown, it.encoding(), it.line()).exception()
        }
        return text.text()
    }
}
