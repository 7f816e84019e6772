package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.terminal.TerminalWidth
import io.kmigrate.cli.terminal.columns
import io.kmigrate.testing.PlainEnglish
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.io.PrintStream

/** The help of every command keeps the rules of `docs/style.md`. */
internal class HelpTest : FunSpec() {
    private fun help(vararg command: String, columns: Int = 120): String {
        val stdout = ByteArrayOutputStream()
        val surroundings =
            ProcessContext(
                mapOf("COLUMNS" to "20"),
                tempdir().toPath(),
                PrintStream(stdout, true),
                PrintStream(stdout, true),
                stdoutIsTerminal = true,
                width = TerminalWidth(columns),
            )
        Application(surroundings).run(command.toList() + "--help")
        return stdout.toString().replace(COLOUR, "")
    }

    private val overview = help()
    private val commands =
        overview.substringAfter("Every day:\n").substringBefore("Options:\n").lines().mapNotNull {
            COMMAND.find(it)?.groupValues?.get(1)
        }
    private val texts: List<Pair<String, String>> =
        listOf("migrate" to overview).plus(commands.map { it to help(it) }).flatMap { (name, help)
            ->
            rows(help).map { name to it }
        }

    init {
        test("the test finds all commands") {
            commands shouldContainAll listOf("init", "upgrade", "downgrade", "resolve", "log")
        }

        test("every command stands in one group, those of daily use first") {
            commands shouldContainExactlyInAnyOrder CommandGroup.names()
            commands.take(5) shouldBe
                listOf("revision", "upgrade", "downgrade", "status", "history")
            CommandGroup.ALL.map { it.title } shouldBe
                listOf("Every day:", "Begin:", "Write:", "Run:", "Look:", "Repair:")
        }

        test("help fits its terminal and breaks no word") {
            for (command in listOf("") + commands) {
                val arguments = listOf(command).filter { it.isNotEmpty() }.toTypedArray()
                val words = help(*arguments).split(SPACE).sorted()
                for (columns in listOf(80, 100, 140)) {
                    val help = help(*arguments, columns = columns)
                    withClue("$command, $columns columns:\n$help") {
                        help.lines().filter { it.columns > columns }.shouldBeEmpty()
                        help.split(SPACE).sorted() shouldBe words
                    }
                }
            }
        }

        test("no help uses a discouraged term") {
            texts
                .flatMap { (name, text) -> PlainEnglish.discouraged(text).map { "$name: $it" } }
                .shouldBeEmpty()
        }

        test("no sentence of help begins without a subject, or is too long") {
            val sentences = texts.flatMap { (name, text) ->
                text.split(SENTENCE_END).map { name to it }
            }
            sentences.filter { PlainEnglish.hasNoSubject(it.second) }.shouldBeEmpty()
            sentences.filter { PlainEnglish.isTooLong(it.second) }.shouldBeEmpty()
        }
    }

    /** Each row as one text, without the option, argument or example that it explains. */
    private fun rows(help: String): List<String> {
        val rows = mutableListOf<String>()
        help.lines().forEach { line ->
            if (line.startsWith("   ") && rows.isNotEmpty()) {
                rows[rows.lastIndex] = "${rows.last()} ${line.trim()}"
            } else if (line.isNotBlank()) {
                rows += line
            }
        }
        return rows.map { row -> row.trim().split(COLUMN, 2).last() }
    }

    private companion object {
        val COMMAND = Regex("^  ([a-z-]+)  ")
        val COLOUR = Regex("\u001b\\[[0-9;]*m")
        val SPACE = Regex("\\s+")
        val COLUMN = Regex(" {2,}")
        val SENTENCE_END = Regex("(?<=[.?!;])\\s+")
    }
}
