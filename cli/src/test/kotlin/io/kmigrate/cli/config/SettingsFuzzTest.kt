package io.kmigrate.cli.config

import io.kmigrate.cli.ProcessContext
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.testing.Mutations
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.io.OutputStream
import java.io.PrintStream
import java.lang.management.ManagementFactory
import java.lang.reflect.InvocationTargetException
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.deleteIfExists
import kotlin.io.path.writeText

/** Whatever stands in a file of settings: it is read, or a failure says what is wrong with it. */
internal class SettingsFuzzTest : FunSpec() {
    private val nowhere = PrintStream(OutputStream.nullOutputStream())
    private val folder: Path by lazy { temporaryFolder("settings-fuzz") }

    /** Reads all settings; what was wrong, or null. */
    private fun read(toml: String?, env: String?): ErrorCode? {
        val files = mapOf("migrate.toml" to toml, ".env" to env)
        for ((name, text) in files) {
            val file = folder.resolve(name)
            if (text == null) file.deleteIfExists() else file.writeText(text)
        }
        try {
            val reader = SettingsReader(ProcessContext(emptyMap(), folder, nowhere, nowhere))
            readAll(reader.read(null, null, emptyMap()))
            reader.databases(null, emptyList())
            return null
        } catch (failure: MigrationException) {
            failure.code() shouldNotBe ErrorCode.INTERNAL
            return failure.code()
        }
    }

    private fun readAll(settings: Settings) {
        for (getter in Settings::class.java.methods.filter { it.name.startsWith("get") }) {
            if (getter.parameterCount == 0 && getter.declaringClass == Settings::class.java) {
                try {
                    getter.invoke(settings)
                } catch (failure: InvocationTargetException) {
                    if (failure.targetException !is MigrationException)
                        throw failure.targetException
                }
            }
        }
    }

    init {
        test("any migrate.toml is read or refused") {
            val words =
                SettingKeys.ofMigrate.map { it.name } +
                    listOf(
                        "[migrate]",
                        "[model]",
                        "[databases.a]",
                        "[[a]]",
                        "[",
                        "]",
                        "{",
                        "}",
                        " = ",
                        "\"",
                    ) +
                    listOf(
                        "'",
                        "\"\"\"",
                        "'''",
                        "\n",
                        ",",
                        ".",
                        "#",
                        "true",
                        "1e999",
                        "0x",
                        "1979-05-27T",
                        "\\u",
                    ) +
                    listOf(
                        "\${A}",
                        "\${A:-",
                        "$\${",
                        "inf",
                        "nan",
                        "-",
                        "+",
                        "_",
                        "99999999999999999999",
                    )
            val samples =
                listOf(
                    "[migrate]\nscripts = [\"a\", 'b']\nurl = \"sqlite:\${A:-a.db}\"\nrecursive = true\n",
                    "[databases.a]\nlock_timeout = \"5s\"\n[model]\ntables = \"\"\"a\nb\"\"\"\n",
                    "[migrate]\nfile_template = \"{year}/{rev}_{slug}\"\nslug_length = 40\n[hooks]\npost_write = [\"a\"]\n",
                )
            Mutations(samples, words).each { read(it, null) }
        }

        test("any .env is read or refused") {
            val words =
                listOf(
                    "MIGRATE_URL",
                    "MIGRATE_",
                    "=",
                    "'",
                    "\"",
                    "#",
                    "\n",
                    " ",
                    "export ",
                    "\${A}",
                    "\\",
                    "\r",
                )
            val samples =
                listOf("MIGRATE_URL=sqlite:a.db\n# x\nA='b c'\n", "MIGRATE_PASSWORD=\"a\nb\"\nB=\n")
            Mutations(samples, words).each { read(null, it) }
        }

        test("brackets of any depth, and texts of any length, take a bounded time and no stack") {
            val deep = listOf(100, 5_000, 100_000)
            val texts = deep.flatMap { depth ->
                listOf("[", "{a=", "[{a=", "[[").map { "[migrate]\nx = " + it.repeat(depth) } +
                    listOf("[" to "]", "{a=" to "}").map { (open, close) ->
                        "[migrate]\nx = " + open.repeat(depth) + "1" + close.repeat(depth)
                    } +
                    listOf(
                        "[".repeat(depth) + "a" + "]".repeat(depth),
                        "[" + "a.".repeat(depth) + "a]",
                    ) +
                    ("a.".repeat(depth) + "a = 1")
            }
            for (toml in texts) {
                withClue(toml.take(40) + " of " + toml.length) {
                    shortly { read(toml, null) } shouldBeIn
                        listOf(ErrorCode.MALFORMED_CONFIG, ErrorCode.UNKNOWN_SETTING)
                }
            }
        }

        test("brackets in strings and comments have no depth") {
            val many = "[{".repeat(500)
            for (text in
                listOf(
                    "scripts = \"$many\"",
                    "scripts = '$many'",
                    "scripts = \"\"\"\n$many\n\\\"\"\"\"",
                    "scripts = '''\n$many\n'''",
                    "scripts = \"\\\"$many\"",
                    "# $many\nscripts = \"a\"",
                )) {
                withClue(text.take(30)) {
                    read("[migrate]\n$text\n[databases.a]\n", null) shouldBe null
                }
            }
        }

        test("a .env of any shape takes a bounded time") {
            val count = 50_000
            val texts =
                listOf(
                    "A=\"" + "x\n".repeat(count),
                    "A=\"" + "x".repeat(100) + ("\n" + "x".repeat(100)).repeat(count / 100),
                    ("A=\"" + "x\n".repeat(499) + "\"\n").repeat(count / 400),
                    "A='" + "x'\n".repeat(count),
                    "A=\"" + "\"x\n".repeat(count),
                    "A=" + " ".repeat(count) + "#\u2028x",
                    "A=" + " #".repeat(count) + "\u0085x",
                    "A=" + "'".repeat(count) + "\u2028",
                    "A" + " ".repeat(count) + "x",
                    " ".repeat(count) + "#" + " ".repeat(count),
                    "A=".repeat(count),
                    "A=1\n".repeat(count),
                    "MIGRATE_URL=" + "\${A:-".repeat(count),
                    "MIGRATE_URL=" + "\${A:-".repeat(count) + "}".repeat(count),
                    "MIGRATE_URL=" + "$\${".repeat(count),
                )
            for (env in texts) {
                withClue(env.take(20)) { shortly { read(null, env) } }
            }
        }

        test("a value of several lines is read, and so is what comes after it") {
            val key = (1..100).joinToString("\n") { "x".repeat(70) }
            val env =
                "A=\"$key\"\n# a \"comment\nB=\"1\" # two\nMIGRATE_TAG=b\n" +
                    "C=\"x\"\n".repeat(1000)
            folder.resolve("migrate.toml").deleteIfExists()
            folder.resolve(".env").writeText(env)
            val reader = SettingsReader(ProcessContext(emptyMap(), folder, nowhere, nowhere))
            reader.read(null, null, emptyMap()).tag shouldBe "b"
        }

        test("a file that is too large for settings is refused, also one without an end") {
            val large = "# " + "x".repeat(2_000_000)
            read(large, null) shouldBe ErrorCode.MALFORMED_CONFIG
            read(null, large) shouldBe ErrorCode.MALFORMED_CONFIG
            shouldThrow<MigrationException> {
                    SettingsReader(ProcessContext(emptyMap(), folder, nowhere, nowhere))
                        .read("/dev/zero", null, emptyMap())
                }
                .code() shouldBe ErrorCode.MALFORMED_CONFIG
        }
    }

    /** Of the processor's time: a busy machine may stop a thread for as long as it likes. */
    private fun <T> shortly(work: () -> T): T {
        val threads = ManagementFactory.getThreadMXBean()
        val begin = threads.currentThreadCpuTime
        val result = work()
        TimeUnit.NANOSECONDS.toSeconds(threads.currentThreadCpuTime - begin) shouldBeLessThan
            PATIENCE_SECONDS
        return result
    }

    private companion object {
        const val PATIENCE_SECONDS = 15L
    }
}
