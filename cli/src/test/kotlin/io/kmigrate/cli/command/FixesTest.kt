package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.writeText

/** A fix is followed to the letter: the advised command runs, and things are better afterwards. */
internal class FixesTest : FunSpec() {
    /**
     * @property graph the scripts of the project
     * @property before commands that lead there, each of which succeeds
     * @property failing the command with the advice
     * @property advised the command it advises, as its text has it
     * @property after commands that succeed once the advice was followed
     */
    private class Case(
        val graph: String,
        val before: List<String>,
        val failing: String,
        val advised: String,
        val after: List<String>,
        val typed: String = advised,
    )

    private class Result(val exitCode: Int, val text: String)

    private val cache by lazy { tempdir().toPath() }

    private fun project(graph: String): Path {
        val place = tempdir().toPath()
        val scripts = Files.createDirectory(place.resolve("migrations"))
        graph
            .split(" ")
            .filter { it.isNotEmpty() }
            .forEach { scripts.resolve("$it.migration.kts").writeText(SCRIPTS.getValue(it)) }
        place
            .resolve("migrate.toml")
            .writeText(
                "[migrate]\nscripts = \"$scripts\"\nurl = \"jdbc:sqlite:${place.resolve("app.db")}\"\n"
            )
        return place
    }

    private fun run(place: Path, command: String): Result {
        val output = ByteArrayOutputStream()
        val stream = PrintStream(output, true, Charsets.UTF_8)
        val surroundings =
            ProcessContext(
                mapOf(
                    "NO_COLOR" to "1",
                    "LC_ALL" to "C.UTF-8",
                    "MIGRATE_CACHE" to cache.toString(),
                ),
                Path.of("").toAbsolutePath(),
                stream,
                stream,
            )
        val words = WORD.findAll(command).map { it.groupValues[1] + it.groupValues[2] }.toList()
        val arguments = listOf("-c", "$place/migrate.toml") + words
        return Result(
            Application(surroundings).run(arguments),
            output.toString(Charsets.UTF_8),
        )
    }

    private fun succeed(place: Path, command: String) {
        val result = run(place, command)
        withClue("$command\n${result.text}") { result.exitCode shouldBe 0 }
    }

    init {
        for (case in CASES) {
            test("[${case.graph}] after ${case.failing}: ${case.advised}") {
                val place = project(case.graph)
                case.before.forEach { succeed(place, it) }
                val failed = run(place, case.failing)
                withClue(failed.text) {
                    failed.exitCode shouldNotBe 0
                    failed.text shouldContain "`${case.advised}`"
                }
                succeed(place, case.typed)
                case.after.forEach { succeed(place, it) }
            }
        }

        for (command in
            listOf(
                "upgrade",
                "check --heads",
                "upgrade head",
                "stamp head",
                "upgrade bbbb2222 && upgrade && current --check-heads",
                "upgrade heads && current --check-heads",
                "revision -m next && upgrade",
            )) {
            test("a head that another revision depends on is in no way of $command") {
                val place = project(NEEDED)
                command.split(" && ").forEach { succeed(place, it) }
            }
        }

        test("a head that another revision depends on is nothing to merge, and may be merged") {
            val place = project(NEEDED)
            run(place, "merge heads -m one").text shouldContain "error[nothing-to-merge]"
            succeed(place, "merge bbbb2222 dddd4444 -m one")
            succeed(place, "upgrade")
        }

        for (target in listOf("none@head", "none@heads", "none", "none@+1")) {
            test("without any script, upgrade $target is not nothing to do") {
                val result = run(project(""), "upgrade $target")
                withClue(result.text) { result.exitCode shouldBe 1 }
            }
        }
    }

    private companion object {
        const val TWO = "aaaa1111 bbbb2222 cccc3333"
        const val NEEDED = "aaaa1111 bbbb2222 dddd4444"
        val WORD = Regex("\"([^\"]*)\"|(\\S+)")

        val SCRIPTS =
            mapOf(
                "aaaa1111" to script("aaaa1111", null, "a"),
                "bbbb2222" to script("bbbb2222", "aaaa1111", "b"),
                "cccc3333" to script("cccc3333", "aaaa1111", "c"),
                "dddd4444" to "dependsOn(\"bbbb2222\")\n" + script("dddd4444", "aaaa1111", "d"),
                "eeee5555" to script("eeee5555", "bbbb2222", "e"),
            )

        fun script(id: String, parent: String?, table: String) =
            "revision = \"$id\"\n" +
                (if (parent == null) "" else "downRevision = \"$parent\"\n") +
                "upgrade {\n    createTable(\"$table\") { integer(\"id\") }\n}\n"

        val CASES =
            listOf(
                Case(TWO, listOf(), "upgrade", "bbbb2222", listOf(), "upgrade bbbb2222"),
                Case(TWO, listOf(), "upgrade", "heads", listOf("current"), "upgrade heads"),
                Case(
                    TWO,
                    listOf(),
                    "upgrade",
                    "merge bbbb2222 cccc3333",
                    listOf("upgrade", "check --heads"),
                ),
                Case(
                    TWO,
                    listOf("upgrade heads"),
                    "check --heads",
                    "migrate merge heads -m \"…\"",
                    listOf("check --heads", "upgrade"),
                    "merge heads -m \"…\"",
                ),
                Case(
                    "$TWO dddd4444",
                    listOf(),
                    "upgrade",
                    "merge dddd4444 cccc3333",
                    listOf("check --heads", "upgrade", "current --check-heads"),
                ),
                Case(
                    TWO,
                    listOf("upgrade bbbb2222"),
                    "current --check-heads",
                    "migrate upgrade heads",
                    listOf("current --check-heads"),
                    "upgrade heads",
                ),
                Case(
                    "aaaa1111 bbbb2222",
                    listOf("upgrade aaaa1111"),
                    "current --check-heads",
                    "migrate upgrade",
                    listOf("current --check-heads"),
                    "upgrade",
                ),
                Case(
                    TWO,
                    listOf("upgrade aaaa1111"),
                    "upgrade +1",
                    "bbbb2222",
                    listOf(),
                    "upgrade bbbb2222",
                ),
                Case(
                    TWO,
                    listOf(),
                    "revision -m next --head aaaa1111",
                    "--splice",
                    listOf("heads"),
                    "revision -m next --head aaaa1111 --splice",
                ),
                Case(
                    "aaaa1111 bbbb2222",
                    listOf(),
                    "downgrade aaaa1111 --sql",
                    "downgrade head:aaaa1111 --sql",
                    listOf(),
                ),
            )
    }
}
