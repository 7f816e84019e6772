package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kmigrate.testing.PlainEnglish
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import java.io.ByteArrayOutputStream
import java.io.PrintStream

/** The help of every command keeps the rules of `docs/style.md`. */
internal class HelpTest : FunSpec() {
    private fun help(vararg command: String): String {
        val stdout = ByteArrayOutputStream()
        val variables = mapOf("COLUMNS" to "120")
        val surroundings =
            ProcessContext(
                variables,
                tempdir().toPath(),
                PrintStream(stdout, true),
                PrintStream(stdout, true),
            )
        Application(surroundings).run(command.toList() + "--help")
        return stdout.toString()
    }

    private val overview = help()
    private val commands =
        overview.substringAfter("Commands:\n").substringBefore("\n\n").lines().mapNotNull {
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
        val COLUMN = Regex(" {2,}")
        val SENTENCE_END = Regex("(?<=[.?!;])\\s+")
    }
}
