package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** Scenarios have no terminal, so what happens in one is tested here. */
internal class EditCommandTest : FunSpec() {
    private class Result(val exitCode: Int, val stdout: String, val stderr: String)

    private val editor = "sh -c 'for file; do echo \"// edited\" >> \"\$file\"; done' editor"

    private fun project(): Path {
        val folder = tempdir().toPath()
        Files.createDirectory(folder.resolve("migrations"))
        folder.resolve("migrations/1.migration.kts").writeText("revision = \"aaaa1111\"\n")
        folder
            .resolve("migrations/2.migration.kts")
            .writeText("revision = \"bbbb2222\"\ndownRevision = \"aaaa1111\"\n")
        return folder
    }

    private fun run(
        folder: Path,
        vararg arguments: String,
        variables: Map<String, String>,
    ): Result {
        val stdout = ByteArrayOutputStream()
        val stderr = ByteArrayOutputStream()
        val surroundings =
            ProcessContext(
                variables,
                tempdir().toPath(),
                PrintStream(stdout, true),
                PrintStream(stderr, true),
                stdoutIsTerminal = true,
            )
        val scripts = listOf("--scripts", folder.resolve("migrations").toString())
        val exitCode = Application(surroundings).run(arguments.toList() + scripts)
        return Result(exitCode, stdout.toString(), stderr.toString())
    }

    init {
        test("the editor opens several scripts at once") {
            val folder = project()
            val result = run(folder, "edit", "head", "aaaa", variables = mapOf("EDITOR" to editor))
            result.exitCode shouldBe 0
            listOf("1", "2").forEach {
                folder.resolve("migrations/$it.migration.kts").readText() shouldContain "// edited"
            }
            result.stdout.lines().count { it.startsWith("Edited ") } shouldBe 2
        }

        test("VISUAL beats EDITOR, and a failure is reported") {
            val variables = mapOf("VISUAL" to "sh -c 'exit 7'", "EDITOR" to editor)
            val result = run(project(), "edit", "head", variables = variables)
            result.exitCode shouldBe 1
            result.stderr shouldContain "error[editor-failed]: the editor sh ended with exit code 7"
        }

        test("an editor that does not exist is reported") {
            val variables = mapOf("EDITOR" to "/nowhere/editor --wait")
            val result = run(project(), "edit", "head", variables = variables)
            result.exitCode shouldBe 1
            result.stderr shouldContain "the editor /nowhere/editor cannot be started"
        }

        test("a quote that is not closed is reported") {
            val result = run(project(), "edit", "head", variables = mapOf("EDITOR" to "vi '"))
            result.stderr shouldContain
                "error[no-editor]: the command in EDITOR cannot be read: a quote is not closed"
        }
    }
}
