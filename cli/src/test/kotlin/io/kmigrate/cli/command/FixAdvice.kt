package io.kmigrate.cli.command

import java.nio.file.Path
import kotlin.io.path.readText

/**
 * Every command that a message of the project advises, as the reviewed lists of messages have it.
 */
internal object FixAdvice {
    private val FILES =
        listOf("../runtime/src/test/resources", "src/test/resources").map {
            Path.of(it, "golden/messages.txt")
        }
    private val QUOTED = Regex("(instead of )?`([^`]+)`")

    /** Words of scripts that are also commands. */
    private val HEADER = setOf("revision", "downgrade", "upgrade")

    /** `Message.name: command`, sorted. */
    fun all(): List<String> =
        FILES.flatMap { it.readText().split("\n\n") }
            .filter { it.isNotBlank() }
            .flatMap { text ->
                val lines = text.trim('\n').lines()
                val name = lines.first().substringBefore('(').trim()
                commands(lines.drop(1)).map { "$name: $it" }
            }
            .distinct()
            .sorted()

    /** A word alone is a command only in a fix: in other lines it may be a word of a script. */
    private fun commands(lines: List<String>): List<String> {
        var part = ""
        return lines.flatMap { line ->
            if (!line.startsWith(" ".repeat(FIX_INDENT))) part = line.trim().substringBefore(' ')
            QUOTED.findAll(line)
                .filter { it.groupValues[1].isEmpty() && part != "java" }
                .map { it.groupValues[2] }
                .filter { isCommand(it, part == "fix") }
                .toList()
        }
    }

    private fun isCommand(text: String, isFix: Boolean): Boolean {
        val words = text.split(" ")
        return when {
            words.first() == "migrate" -> words.size > 1
            text.startsWith("--") -> isFix
            text == "import <type>" -> false
            words.first() !in CommandGroup.names() -> false
            words.size == 1 -> isFix && text !in HEADER
            else -> words[1] != "=" && words[1] != "{"
        }
    }

    private const val FIX_INDENT = 7
}
