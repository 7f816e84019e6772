package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText

/**
 * Every command in the documents has words that the command knows, also where no test plays the
 * page: it gets as far as looking for a project.
 */
internal class DocumentedCommandsTest : FunSpec() {
    private val nowhere = tempdir().toPath()

    init {
        test("no command of a document has an unknown option, argument or command") {
            val pages =
                listOf(Path.of("../README.md")) + Path.of("../docs").listDirectoryEntries("*.md")
            val commands = pages.flatMap { page ->
                commands(page.readText()).map { page.name to it }
            }
            commands.size shouldBeGreaterThan ENOUGH
            commands
                .mapNotNull { (page, command) ->
                    complaint(command)?.let { "$page: $command: $it" }
                }
                .shouldBeEmpty()
        }

        test("an unknown option is noticed") {
            commands(
                    "Run `migrate upgrade --nope`, or\n```sh\n./migrate  status --plan # why\n```\n"
                )
                .map { complaint(it) != null } shouldBe listOf(true, true)
            complaint("upgrade --plan -v") shouldBe null
        }
    }

    private fun commands(page: String): List<String> =
        COMMAND.findAll(page).map { it.groupValues[1].substringBefore(" #").trim() }.toList()

    /** What is said of the words; null where they are known. An option may be missing in prose. */
    private fun complaint(command: String): String? {
        val output = ByteArrayOutputStream()
        val stream = PrintStream(output, true, Charsets.UTF_8)
        val words = WORD.findAll(command).map { it.groupValues.drop(1).joinToString("") }.toList()
        Application(ProcessContext(mapOf("NO_COLOR" to "1"), nowhere, stream, stream)).run(words)
        return COMPLAINT.find(output.toString(Charsets.UTF_8))?.value
    }

    private companion object {
        const val ENOUGH = 100

        /** Of a block or between backticks, up to where the shell takes over. */
        val COMMAND =
            Regex("(?:^|`|\\$ |: |- )(?:\\./)?migrate +([^`\\n|>&;]+)", RegexOption.MULTILINE)
        val WORD = Regex("\"([^\"]*)\"|'([^']*)'|(\\S+)")
        val COMPLAINT =
            Regex("there is no (command|option).*|one argument too many.*|.*belongs after.*")
    }
}
