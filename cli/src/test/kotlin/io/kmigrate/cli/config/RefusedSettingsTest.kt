package io.kmigrate.cli.config

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/** A value that a setting cannot have is refused before anything runs. */
internal class RefusedSettingsTest : FunSpec() {
    init {
        context("an empty text is refused, also from an empty variable") {
            listOf(
                    "scripts" to "scripts is empty",
                    "classpath" to "classpath is empty",
                    "env" to "env is empty",
                    "url" to "url is empty",
                    "url_from" to "url_from is empty",
                    "version_table" to "version_table is empty",
                    "file_template" to "file_template is empty",
                    "script_template" to "script_template is empty",
                    "timezone" to "timezone is empty",
                    "transaction" to "transaction is empty",
                    "online" to "online is empty",
                    "online_command" to "online_command is empty",
                    "lock_timeout" to "lock_timeout must be a number",
                    "statement_lock_timeout" to "statement_lock_timeout must be a time",
                    "statement_timeout" to "statement_timeout must be a time",
                    "lock_retries" to "lock_retries must be a number",
                    "slug_length" to "slug_length must be a number",
                    "recursive" to "recursive must be true or false",
                    "pooled" to "pooled must be true or false",
                    "ignore_unknown_revisions" to "ignore_unknown_revisions must be true or false",
                )
                .forEach { (key, message) ->
                    listOf("\"\"", "\" \"", "\"\${NOTHING}\"").forEach { value ->
                        test("$key = $value") {
                            val command =
                                if (
                                    key in
                                        setOf(
                                            "file_template",
                                            "script_template",
                                            "timezone",
                                            "slug_length",
                                        )
                                )
                                    listOf("revision", "-m", "x")
                                else listOf("upgrade")
                            val (code, said) = run("$key = $value", command)
                            said shouldContain message
                            said shouldContain "error[bad-setting]"
                            code shouldBe 1
                        }
                    }
                }
        }

        context("a value that cannot be is refused") {
            listOf(
                    "scripts = []" to "scripts must be a list",
                    "scripts = [\"\"]" to "scripts is empty",
                    "version_table = \"a.\"" to "version_table cannot be \"a.\"",
                    "version_table = \".a\"" to "version_table cannot be \".a\"",
                    "version_table = \" .a\"" to "version_table cannot be",
                    "lock_timeout = inf" to "lock_timeout must be a number of seconds",
                    "lock_timeout = +inf" to "lock_timeout must be a number of seconds",
                    "lock_timeout = nan" to "lock_timeout must be a number of seconds",
                    "lock_timeout = -1" to "lock_timeout must be a number of seconds",
                    "lock_timeout = -0.5" to "lock_timeout must be a number of seconds",
                    "lock_timeout = 1e300" to "lock_timeout must be a number of seconds",
                    "lock_timeout = 99999999999999" to "lock_timeout must be a number of seconds",
                    "lock_timeout = \"5d\"" to "lock_timeout must be a number of seconds",
                    "lock_timeout = \"Infinity\"" to "lock_timeout must be a number of seconds",
                    "lock_timeout = \"0x1p3\"" to "lock_timeout must be a number of seconds",
                    "online = \"sometimes\"" to "online cannot be \"sometimes\"",
                    "online_command = \"gh-ost {table}\"" to "online command cannot be",
                    "lock_retries = inf" to "lock_retries must be a number",
                    "lock_retries = -1" to "lock_retries must be a number",
                    "lock_retries = 2.5" to "lock_retries must be a number",
                    "lock_retries = 99999999999" to "lock_retries must be a number",
                    "statement_timeout = 5" to "statement_timeout must be a time",
                    "statement_timeout = \"0s\"" to "statement_timeout must be a time",
                    "statement_timeout = \"-5s\"" to "statement_timeout must be a time",
                    "statement_timeout = \"999999999h\"" to "statement_timeout must be a time",
                    "statement_lock_timeout = \"25000h\"" to
                        "statement_lock_timeout must be a time",
                    "url = \"sqlite:\"" to "it names no file",
                    "url = \"sqlite:\${NOTHING}\"" to "it names no file",
                    "url = \"sqlite:///\${NOTHING}\"" to "it names no file",
                    "url = \"sqlite:?cache=shared\"" to "it names no file",
                    "url = \"jdbc:sqlite:\"" to "it names no file",
                    "url = \"jdbc:sqlite:\${NOTHING}\"" to "it names no file",
                    "url = \"jdbc:sqlite:file:\"" to "it names no file",
                    "url = \"jdbc:sqlite:?foreign_keys=on\"" to "it names no file",
                    "url = \"\${NOTHING}\${NOTHING}\"" to "url is empty",
                    "url = \":\"" to "it names no kind of database",
                )
                .forEach { (line, message) ->
                    test(line) {
                        val (code, said) = run(line, listOf("upgrade"))
                        said shouldContain message
                        said shouldNotContain "Done"
                        code shouldBe 1
                    }
                }
        }

        context("an option cannot have it either") {
            listOf(
                    listOf("--url", "", "upgrade") to "url is empty",
                    listOf("--url", " ", "upgrade") to "url is empty",
                    listOf("--url", "sqlite:", "upgrade") to "it names no file",
                    listOf("--scripts", "", "upgrade") to "scripts is empty",
                    listOf("upgrade", "--lock-timeout", "inf") to "lock_timeout must be a number",
                    listOf("upgrade", "--lock-timeout", "NaN") to "lock_timeout must be a number",
                    listOf("upgrade", "--lock-timeout", "") to "lock_timeout must be a number",
                    listOf("upgrade", "--tag", "") to "tag is empty",
                )
                .forEach { (command, message) ->
                    test(command.joinToString(" ") { it.ifBlank { "'$it'" } }) {
                        run("", command).second shouldContain message
                    }
                }
        }

        test("an empty user or password is none") {
            run("url = \"sqlite::memory:\"\nuser = \"\"\npassword = \"\"", listOf("status"))
                .second shouldNotContain "error"
        }

        context("a variable that nothing reads") {
            listOf(
                    "MIGRATE_ULR" to
                        "error[unknown-setting]: nothing reads the variable MIGRATE_ULR",
                    "MIGRATE_PASWORD" to "did you mean \"MIGRATE_PASSWORD\"?",
                    "MIGRATE_VERSIONTABLE" to "did you mean \"MIGRATE_VERSION_TABLE\"?",
                    "MIGRATE_CONFIGG" to "did you mean \"MIGRATE_CONFIG\"?",
                    "MIGRATE_LOCKTIMEOUT" to "did you mean \"MIGRATE_LOCK_TIMEOUT\"?",
                    "MIGRATE_BY_NIGHT" to "warning: nothing reads the variable MIGRATE_BY_NIGHT",
                )
                .forEach { (name, message) ->
                    test("$name of the process") {
                        run("", listOf("status"), mapOf(name to "x")).second shouldContain message
                    }
                    test("$name of .env") {
                        val said = run("", listOf("status"), env = "$name=x\n").second
                        said shouldContain message
                        said shouldContain "$name in .env"
                    }
                }
            test("one that the configuration uses is read") {
                val toml = "url = \"sqlite:\${MIGRATE_URI}\""
                withClue("no word of it") {
                    run(toml, listOf("status"), mapOf("MIGRATE_URI" to "/nowhere/app.db"))
                        .second shouldNotContain "nothing reads"
                }
            }
        }
    }

    private fun run(
        toml: String,
        command: List<String>,
        variables: Map<String, String> = emptyMap(),
        env: String = "",
    ): Pair<Int, String> {
        val place = tempdir().toPath().toRealPath()
        val folder = place.resolve("work").createDirectories()
        // A path below the working folder would be read from where this process stands.
        val scripts = place.resolve("scripts").createDirectories()
        val places = if ("scripts" in toml) "" else "scripts = \"$scripts\"\n"
        val url = if ("url" in toml) "" else "url = \"sqlite:/nowhere/app.db\"\n"
        folder.resolve("migrate.toml").writeText("[migrate]\n$places$url$toml\n")
        folder.resolve(".env").writeText("NOTHING=\n$env")
        val bytes = ByteArrayOutputStream()
        val stream = PrintStream(bytes, true, Charsets.UTF_8)
        val code = Application(ProcessContext(variables, folder, stream, stream)).run(command)
        return code to bytes.toString(Charsets.UTF_8)
    }
}
