package io.kmigrate.cli.terminal

import io.kmigrate.cli.scenario.Scenario
import io.kmigrate.cli.scenario.ScenarioMachine
import io.kmigrate.cli.scenario.ScenarioScripts
import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.TestScope
import io.kotest.engine.concurrency.TestExecutionMode
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainInOrder
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.createParentDirectories
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** The command as a user at a terminal sees it. `-Dgolden.update` rewrites the screens. */
internal class ScenarioScreenTest : FunSpec() {
    private val distribution = Path.of(System.getProperty("kmigrate.distribution"))
    private val cache = ScenarioMachine.cacheOf(distribution)
    private val school = scripts(Path.of("../migrations"))
    private val folder = tempdir().toPath().toRealPath()

    init {
        blockingTest = true
        testExecutionMode = TestExecutionMode.LimitedConcurrency(2)
        beforeSpec {
            if (TerminalScreen.isAvailable().isEnabled) {
                val all = listOf(school, WAITING)
                ScenarioScripts.compile(
                    distribution,
                    cache,
                    all.map { Scenario(listOf(), it) },
                    folder.resolve("compiled"),
                )
            }
        }

        for (columns in listOf(80, 140)) {
            onTerminal("commands on a terminal of $columns columns", columns, school) { screen ->
                val file = Path.of("src/test/resources/screens/$columns.txt")
                val played =
                    COMMANDS.joinToString("\n\n", postfix = "\n") { command ->
                        val text = screen.run(command)
                        text.lines().forEach { it.columns shouldBeLessThanOrEqual columns }
                        // The terminal itself breaks no line.
                        screen.text("-J") shouldBe text
                        "$ $command\n" + masked(text)
                    }
                if (System.getProperty("golden.update") != null)
                    file.createParentDirectories().writeText(played)
                else played shouldBe file.readText()
            }

            onTerminal("a running revision, $columns columns", columns, WAITING) { screen ->
                screen.start("migrate upgrade")
                val running = screen.await("b2").lines()
                running[0] shouldStartWith "  ↑ a1  first"
                running.size shouldBe 2
                running[1].columns shouldBeLessThanOrEqual columns - 1
                screen.text("-e") shouldContain "\u001b["

                screen.resize(columns - 37)
                // It asks the terminal for its width twice a second.
                Thread.sleep(600)
                screen.place.resolve("go").writeText("")
                screen.end()
                val end =
                    screen.text("-J", "-S", "-").lines().map {
                        masked(it).trimEnd().replace(COLUMN, "  ")
                    }
                end.last() shouldBe "Done: the database is at b2 (head)."
                end shouldBe
                    listOf(
                        "  ↑ a1  first  <time>",
                        "a line of the script",
                        "  ↑ b2  $LONG  <time>",
                        "Done: the database is at b2 (head).",
                    )
            }
        }

        onTerminal("questions about a new project", 80, mapOf()) { screen ->
            screen.start("migrate init shop && migrate -c shop/migrate.toml status")
            screen.await("Database")
            screen.press("Enter")
            screen.await("Model [none")
            listOf("scripts", "Enter").forEach(screen::press)
            val end = screen.end().lines()
            end shouldContainInOrder
                listOf(
                    "Database, such as postgresql://user:password@host/database (sqlite:app.db):",
                    "Model [none/scripts/classes] (none): scripts",
                    "Wrote shop/migrate.toml",
                    "Wrote shop/model/app.tables.kts",
                )
            end.forEach { it.columns shouldBeLessThanOrEqual 80 }
            end.last() shouldStartWith "pending"
        }

        onTerminal("an interruption leaves no unfinished line", 80, WAITING) { screen ->
            screen.start("migrate upgrade")
            screen.await("b2")
            screen.press("C-c")
            val end = screen.end().lines()
            end[0] shouldContain "a1  first"
            end.filter { "…" in it || "^C" in it }.shouldBeEmpty()
            end[1] shouldContain "interrupted: "
        }

        for ((variable, value) in listOf("TERM" to "dumb", "TERM" to "", "NO_COLOR" to "1")) {
            onTerminal("with $variable=$value", 80, WAITING) { screen ->
                screen.start("$variable=$value migrate upgrade")
                screen.await("a1  first")
                if (variable == "TERM") screen.text() shouldNotContain "b2" else screen.await("b2")
                screen.place.resolve("go").writeText("")
                masked(screen.end()) shouldContain "Done: the database is at b2 (head)."
                if (value.isNotEmpty()) screen.text("-e") shouldNotContain "\u001b"
            }
        }
    }

    private fun onTerminal(
        name: String,
        columns: Int,
        scripts: Map<String, String>,
        test: suspend TestScope.(TerminalScreen) -> Unit,
    ) {
        test(name).config(enabledOrReasonIf = { TerminalScreen.isAvailable() }) {
            val place = Files.createTempDirectory(folder, "screen")
            (scripts + ("migrate.toml" to SETTINGS)).forEach { (path, text) ->
                place.resolve(path).also { it.parent.createDirectories() }.writeText(text)
            }
            TerminalScreen(place, columns, environment(place)).use { test(it) }
        }
    }

    private fun environment(place: Path) =
        mapOf(
            "PATH" to "$distribution/bin:${System.getenv("PATH")}",
            "JAVA_HOME" to System.getProperty("java.home"),
            "HOME" to place.toString(),
            "MIGRATE_CACHE" to cache.toString(),
            "HOSTNAME" to "scenario",
            "LC_ALL" to "C.UTF-8",
            "COLUMNS" to "33",
        )

    private companion object {
        /** Wide, combining and common characters, for more than two lines. */
        val LONG = "名前を変更する 🚗 Füße au\u0308ßern " + "and a long story about it ".repeat(6).trim()

        const val SETTINGS = "[migrate]\nscripts = \"migrations\"\nurl = \"jdbc:sqlite:app.db\"\n"

        val COMMANDS =
            listOf(
                "migrate upgrade 77aa --plan",
                "migrate upgrade",
                "migrate upgrade",
                "migrate status",
                "migrate history --graph",
                "migrate log --limit 3",
                "migrate downgrade b17e",
                "migrate upgrade --dry-run",
                "migrate upgrade --plan",
                "migrate upgrade --plan -v",
                "migrate upgrade nope",
                "migrate upgrade --help",
            )

        val WAITING =
            mapOf(
                "migrations/a1.migration.kts" to
                    """
                    revision = "a1"
                    message = "first"
                    upgrade { createTable("first") { integer("id") } }
                    """
                        .trimIndent(),
                "migrations/b2.migration.kts" to
                    """
                    revision = "b2"
                    downRevision = "a1"
                    message = "$LONG"
                    upgrade {
                        data("wait") {
                            while (!java.io.File("go").exists()) Thread.sleep(20)
                            println("a line of the script")
                        }
                    }
                    """
                        .trimIndent(),
            )

        fun scripts(folder: Path): Map<String, String> =
            folder.listDirectoryEntries("*.kts").associate {
                "migrations/${it.name}" to it.readText()
            }

        private val MOMENT = Regex("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(:\\d\\d)?")
        private val TIME = Regex("\\b\\d+ ms\\b|\\b\\d+\\.\\d s\\b")
        private val COLUMN = Regex("(?<=\\S) {2,}")
        private val USER = Regex("by \\S+ on")

        fun masked(text: String): String =
            text.replace(MOMENT, "<moment>").replace(TIME, "<time>").replace(USER, "by <user> on")
    }
}
