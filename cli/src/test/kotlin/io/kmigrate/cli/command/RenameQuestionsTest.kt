package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** Scenarios have no terminal, so what is asked in one is tested here. */
internal class RenameQuestionsTest : FunSpec() {
    private class Result(val exitCode: Int, val stderr: String, val scripts: List<Path>)

    private fun model(column: String) =
        """
        object Users : Table("users") {
            val id = long("id").autoIncrement()
            $column
            override val primaryKey = PrimaryKey(id)
        }
        """
            .trimIndent()

    private fun answered(answers: String): Result {
        val folder = tempdir().toPath()
        val scripts = Files.createDirectory(folder.resolve("migrations"))
        val tables = Files.createDirectory(folder.resolve("model")).resolve("users.tables.kts")
        folder
            .resolve("migrate.toml")
            .writeText(
                "[migrate]\nscripts = \"$scripts\"\n[model]\nscripts = [\"${tables.parent}\"]\n"
            )
        val first = scripts.resolve("1.migration.kts")
        first.writeText(FIRST)
        tables.writeText(model("val email = text(\"email\")"))
        val result = run(folder, answers, "two")
        return Result(
            result.exitCode,
            result.stderr,
            scripts.listDirectoryEntries().filter { it != first },
        )
    }

    /**
     * The script for a model whose table `seats` of the first script is now in the schema `venue`.
     */
    private fun moved(answers: String, vararg options: String): Result {
        val folder = tempdir().toPath()
        val scripts = Files.createDirectory(folder.resolve("migrations"))
        val tables = Files.createDirectory(folder.resolve("model")).resolve("seats.tables.kts")
        folder
            .resolve("migrate.toml")
            .writeText(
                "[migrate]\nscripts = \"$scripts\"\n[model]\nscripts = [\"${tables.parent}\"]\n"
            )
        val first = scripts.resolve("1.migration.kts")
        first.writeText(FIRST.replace("\"users\"", "\"seats\""))
        tables.writeText(
            model("val mail = varchar(\"mail\", 50)").replace("\"users\"", "\"venue.seats\"")
        )
        val result = run(folder, answers, "two", *options)
        val written = scripts.listDirectoryEntries().filter { it != first }
        return Result(result.exitCode, result.stderr, written)
    }

    private fun run(
        folder: Path,
        answers: String,
        message: String,
        vararg options: String,
    ): Result {
        val stderr = ByteArrayOutputStream()
        val surroundings =
            ProcessContext(
                mapOf("NO_COLOR" to "1", "LC_ALL" to "C.UTF-8"),
                Path.of("").toAbsolutePath(),
                PrintStream(ByteArrayOutputStream(), true),
                PrintStream(stderr, true),
                stderrIsTerminal = true,
                stdin = answers.byteInputStream(),
                stdinIsTerminal = true,
            )
        val arguments =
            listOf(
                "-c",
                "$folder/migrate.toml",
                "revision",
                "--autogenerate",
                "--against",
                "history",
                "-m",
                message,
                *options,
            )
        return Result(
            Application(surroundings).run(arguments),
            stderr.toString().replace("\r\n", "\n"),
            emptyList(),
        )
    }

    private val question =
        "The model has a new column users.email (text), and no longer has users.mail (varchar(50)).\n" +
            "Was users.mail renamed to email, keeping its values? [y/N] "

    private val danger =
        "These changes may lose data, or fail on existing rows:\n" +
            "  addColumn users.email: rows of users have no value for the new column email, which has no default\n" +
            "  dropColumn users.mail: all values of users.mail are lost\n" +
            "Write the script? [y/N] "

    init {
        test("the answer yes gives a rename and the other changes") {
            val result = answered("y\n")
            result.stderr shouldBe question
            result.exitCode shouldBe 0
            result.scripts.single().readText() shouldContain
                """
                |    renameColumn("users", "mail", "email")
                |    alterColumn("users", "email") { type { text(it) } }
                """
                    .trimMargin()
        }

        test("a table that goes to another schema is asked about, or named by the option") {
            val asked = moved("y\n")
            asked.stderr shouldBe
                "The model has a new table venue.seats, and no longer has seats.\n" +
                    "Was seats renamed to venue.seats, keeping its rows? [y/N] "
            for (result in listOf(asked, moved("", "--rename", "seats=venue.seats"))) {
                result.exitCode shouldBe 0
                val script = result.scripts.single().readText()
                script shouldContain """    moveTable("seats", "venue")"""
                script shouldContain """    moveTable("seats", null, schema = "venue")"""
            }
        }

        test("the answer no gives a drop and an addition, which is dangerous") {
            val result = answered("n\nYES\n")
            result.stderr shouldBe question + danger
            result.scripts.single().readText() shouldContain """dropColumn("users", "mail")"""
        }

        test("an empty answer means no, and no to danger writes nothing") {
            val result = answered("\nno\n")
            result.stderr shouldBe question + danger + "Nothing was written.\n"
            result.exitCode shouldBe 1
            result.scripts.shouldBeEmpty()
        }

        test("an answer that is neither yes nor no repeats the question") {
            answered("perhaps\nyes\n").stderr shouldBe
                question + "Answer y for yes, or n for no.\n" + question.substringAfter('\n')
        }

        test("the end of input means no") {
            val result = answered("")
            result.stderr shouldBe question + "\n" + danger + "\nNothing was written.\n"
            result.exitCode shouldBe 1
        }
    }

    private companion object {
        val FIRST =
            """
            revision = "aaaa1111"

            upgrade {
                createTable("users") {
                    val id = long("id").autoIncrement()
                    varchar("mail", 50)
                    primaryKey(id)
                }
            }
            """
                .trimIndent()
    }
}
