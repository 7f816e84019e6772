package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.isRegularFile
import kotlin.io.path.readText
import kotlin.io.path.relativeTo
import kotlin.io.path.walk
import kotlin.io.path.writeText

/** `migrate init` at a terminal; scenarios have none. */
internal class ProjectQuestionsTest : FunSpec() {
    private class Result(val exitCode: Int, val text: String)

    private class Case(
        val answers: String,
        val settings: List<String>,
        val files: List<String> = listOf("migrate.toml"),
        val asked: String = "",
    )

    private fun run(
        folder: Path,
        answers: String,
        vararg arguments: String,
        isTerminal: Boolean = true,
    ): Result {
        val output = ByteArrayOutputStream()
        val stream = PrintStream(output, true, Charsets.UTF_8)
        val surroundings =
            ProcessContext(
                mapOf("NO_COLOR" to "1", "LC_ALL" to "C.UTF-8"),
                folder,
                stream,
                stream,
                stderrIsTerminal = isTerminal,
                stdin = answers.byteInputStream(),
                stdinIsTerminal = isTerminal,
            )
        val code = Application(surroundings).run(arguments.toList())
        return Result(code, output.toString(Charsets.UTF_8).replace("\r\n", "\n"))
    }

    private fun files(folder: Path): List<String> =
        folder
            .walk()
            .filter { it.isRegularFile() }
            .map { "${it.relativeTo(folder)}" }
            .sorted()
            .toList()

    private val cases =
        listOf(
            Case("\n\n", listOf("url = \"\${DATABASE_URL:-sqlite:app.db}\"", "# [model]")),
            Case(
                "postgresql://ann@localhost/shop\nnone\n",
                listOf("url = \"\${DATABASE_URL:-postgresql://ann@localhost/shop}\""),
            ),
            Case(
                "postgresql://ann:hidden-word@localhost/shop\n\n",
                listOf("url = \"\${DATABASE_URL}\""),
                listOf(".env", ".gitignore", "migrate.toml"),
            ),
            Case(
                "\nscripts\n",
                listOf("[model]\nscripts = [\"model\"]\n"),
                listOf("migrate.toml", "model/app.tables.kts"),
            ),
            Case(
                "\nclasses\ncom.acme.Tables\n\n",
                listOf(
                    "[model]\ntables = [\"com.acme.Tables\"]\nclasspath = [\"target/classes\"]\n"
                ),
            ),
            Case(
                "mongodb://localhost\nsqlite:a\"b.db\n\nmodel\nnone\n",
                listOf("url = \"\${DATABASE_URL:-sqlite:app.db}\""),
                asked = "Answer none or scripts or classes.",
            ),
            Case(
                "\nclasses\n\ncom/acme\ncom.acme\nbuild/main\n",
                listOf("tables = [\"com.acme\"]", "classpath = [\"build/main\"]"),
                asked = "This question needs an answer.",
            ),
        )

    init {
        cases.forEach { case ->
            test("answers ${case.answers.lines().dropLast(1)}") {
                val folder = tempdir().toPath()
                val result = run(folder, case.answers, "init")
                withClue(result.text) {
                    result.exitCode shouldBe 0
                    result.text shouldContain "Database"
                    result.text shouldContain case.asked
                    result.text shouldNotContain "hidden-word"
                }
                files(folder) shouldContainExactly case.files
                val settings = folder.resolve("migrate.toml").readText()
                case.settings.forEach { settings shouldContain it }
                settings shouldNotContain "hidden-word"
                if ("sqlite:app.db" in settings) {
                    val here = Path.of("").toAbsolutePath()
                    val status = run(here, "", "-c", "$folder/migrate.toml", "status")
                    withClue(status.text) { status.exitCode shouldBe 0 }
                }
            }
        }

        listOf("", "\n", "\nclasses\n").forEach { answers ->
            test("nothing is written where the answers end after ${answers.lines().size - 1}") {
                val folder = tempdir().toPath()
                val result = run(folder, answers, "init")
                result.exitCode shouldBe 1
                result.text shouldContain "Nothing was written."
                files(folder) shouldBe listOf()
            }
        }

        test("classes of a Gradle project are where Gradle puts them") {
            val folder = tempdir().toPath()
            folder.resolve("build.gradle.kts").writeText("")
            run(folder, "\nclasses\ncom.acme\n\n", "init").exitCode shouldBe 0
            folder.resolve("migrate.toml").readText() shouldContain "build/classes/kotlin/main"
        }

        test("a password is not written beside other variables") {
            val folder = tempdir().toPath()
            folder.resolve(".env").writeText("A=b\n")
            val answers = "postgresql://ann:hidden-word@localhost/shop\n\n\n"
            run(folder, answers, "init").text shouldContain "MIGRATE_PASSWORD"
            folder.resolve(".env").readText() shouldBe "A=b\n"
        }

        listOf(listOf("-q"), listOf("--json"), listOf("-t", "plain"), listOf("--example"), listOf())
            .forEach { options ->
                test(
                    "nothing is asked with $options${if (options.isEmpty()) "no terminal" else ""}"
                ) {
                    val folder = tempdir().toPath()
                    val result =
                        run(
                            folder,
                            "",
                            "init",
                            *options.toTypedArray(),
                            isTerminal = options.isNotEmpty(),
                        )
                    withClue(result.text) { result.exitCode shouldBe 0 }
                    result.text shouldNotContain "Database, such as"
                }
            }

        listOf("migrate.toml", "model/a.tables.kts", "migrations/a.migration.kts").forEach { name ->
            test("an example is written beside no $name") {
                val folder = tempdir().toPath()
                folder.resolve(name).also { it.parent.createDirectories() }.writeText("")
                val result = run(folder, "", "init", "--example", isTerminal = false)
                result.exitCode shouldBe 1
                result.text shouldContain "already-there"
                files(folder) shouldContainExactly listOf(name)
            }
        }

        test("an example has no template") {
            run(tempdir().toPath(), "", "init", "--example", "-t", "plain").exitCode shouldBe 2
        }
    }
}
