package io.kmigrate.cli.config

import io.kmigrate.cli.ProcessContext
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.schema.TableName
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldNotContain
import java.io.PrintStream
import java.nio.charset.Charset
import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.readText
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText
import kotlin.random.Random
import kotlin.text.Charsets.ISO_8859_1
import kotlin.text.Charsets.UTF_16BE
import kotlin.text.Charsets.UTF_16LE
import kotlin.text.Charsets.UTF_8

internal class SettingsTest : FunSpec() {
    private fun read(
        toml: String?,
        env: String? = null,
        variables: Map<String, String> = emptyMap(),
        database: String? = null,
        flags: Map<String, Setting> = emptyMap(),
    ): Settings {
        val folder = tempdir().toPath()
        toml?.let { folder.resolve("migrate.toml").writeText(it) }
        env?.let { folder.resolve(".env").writeText(it) }
        val nowhere = PrintStream(java.io.OutputStream.nullOutputStream())
        return SettingsReader(ProcessContext(variables, folder, nowhere, nowhere))
            .read(null, database, flags)
    }

    private fun readBytes(toml: ByteArray?, env: ByteArray?): Settings {
        val folder = tempdir().toPath()
        toml?.let { folder.resolve("migrate.toml").writeBytes(it) }
        env?.let { folder.resolve(".env").writeBytes(it) }
        val nowhere = PrintStream(java.io.OutputStream.nullOutputStream())
        return SettingsReader(ProcessContext(emptyMap(), folder, nowhere, nowhere))
            .read(null, null, emptyMap())
    }

    private fun refusal(read: () -> Unit): String {
        val problem = shouldThrow<MigrationException> { read() }.problems().single()
        return "${problem.message()} at ${problem.location()?.line()} of ${problem.location()?.file()}"
    }

    init {
        test("settings without a source are the defaults") {
            val settings = read(null)
            settings.url shouldBe null
            settings.scripts shouldContainExactly listOf(Path.of("migrations"))
            settings.versionTable shouldBe TableName.of("migrate_version")
            settings.transaction shouldBe TransactionMode.REVISION
            settings.lockTimeout shouldBe null
        }

        test("the file sets everything") {
            val settings =
                read(
                    """
                    [migrate]
                    scripts = ["a", "b/c"]
                    url = "sqlite:x.db"
                    version_table = "ops.versions"
                    transaction = "run"
                    timezone = "Europe/Berlin"
                    lock_timeout = 1.5
                    """
                )
            settings.scripts shouldContainExactly listOf(Path.of("a"), Path.of("b/c"))
            settings.url shouldBe "sqlite:x.db"
            settings.versionTable shouldBe TableName("ops", "versions")
            settings.transaction shouldBe TransactionMode.RUN
            settings.timezone.id shouldBe "Europe/Berlin"
            settings.lockTimeout shouldBe Duration.ofMillis(1500)
        }

        test("flags beat a chosen database, the environment, .env and the file, in this order") {
            val toml = "[migrate]\nurl = \"file\"\n[databases.other]\nurl = \"other\"\n"
            val env = "MIGRATE_URL=env\n"
            val variables = mapOf("MIGRATE_URL" to "variable")
            val flags = mapOf("url" to Setting("flag", "--url"))
            read(toml).url shouldBe "file"
            read(toml, env).url shouldBe "env"
            read(toml, env, variables).url shouldBe "variable"
            read(toml, env, variables, "other").url shouldBe "other"
            read(toml, env, variables, "other", flags).url shouldBe "flag"
        }

        test("user and password stand beside the URL, unless a stronger layer gives a whole one") {
            val toml = "[migrate]\nurl = \"u\"\nuser = \"\${WHO}\"\npassword = \"\${SECRET:-}\"\n"
            val variables = mapOf("WHO" to "ann", "SECRET" to "p@ss/w:rd#1%")
            val settings = read(toml, null, variables)
            settings.user to settings.password shouldBe ("ann" to "p@ss/w:rd#1%")
            read(toml, "WHO=ann").password shouldBe null
            val stronger = read(toml, null, variables + ("MIGRATE_URL" to "other"))
            stronger.user to stronger.password shouldBe (null to null)
            read(toml, null, variables + ("MIGRATE_PASSWORD" to "x")).password shouldBe "x"
            read("[migrate]\npassword = \"x\"\n").password shouldBe null
        }

        test("a function of the application gives the URL; all that beats the file beats it") {
            val toml = "[migrate]\nurl_from = \"$OWN.url\"\n"
            read(toml).url shouldBe "sqlite:own.db"
            read(toml, "MIGRATE_URL=env").url shouldBe "env"
            read("[migrate]\nurl_from = \"${OWN}Plain.url\"\n").url shouldBe "sqlite:plain.db"
        }

        test("a missing or failing function, or a URL beside it, is reported at its line") {
            listOf(
                    "url_from = \"$OWN.uri\"" to "no-url-function",
                    "url_from = \"$OWN.number\"" to "no-url-function",
                    "url_from = \"com.acme.Nobody.url\"" to "no-url-function",
                    "url_from = \"url\"" to "no-url-function",
                    "url_from = \"$OWN.broken\"" to "url-function-failed",
                    "url_from = \"$OWN.url\"\nurl = \"x\"" to "bad-setting",
                )
                .forEach { (line, code) ->
                    val problem =
                        shouldThrow<MigrationException> { read("[migrate]\n$line\n").url }
                            .problems()
                            .single()
                    problem.code().text() to
                        problem.location().toString() shouldBe
                        (code to "migrate.toml:2")
                }
        }

        test("a chosen database inherits the settings that it does not have") {
            read("[migrate]\nscripts = \"s\"\n[databases.other]\nurl = \"u\"\n", database = "other")
                .scripts shouldBe listOf(Path.of("s"))
        }

        test("variables and their defaults expand, from the environment before .env") {
            val toml = "[migrate]\nurl = \"\${A}-\${B:-b}-\${C:-}-\$\${D}\"\n"
            read(toml, "A=file\n").url shouldBe "file-b--\${D}"
            read(toml, "A=file\n", mapOf("A" to "process", "B" to "")).url shouldBe
                "process-b--\${D}"
        }

        test("a missing variable matters only where a command needs it") {
            val settings = read("[migrate]\nscripts = \"s\"\nurl = \"\${MISSING}\"\n")
            settings.scripts shouldBe listOf(Path.of("s"))
            val problem = shouldThrow<MigrationException> { settings.url }.problems().single()
            problem.code() shouldBe ErrorCode.MISSING_VARIABLE
            problem.location().toString() shouldBe "migrate.toml:3"
        }

        test("every unknown key is reported, in file order") {
            val toml = "[migrate]\nurll = 1\n[databases.x]\nscript = 1\n[modle]\n"
            shouldThrow<MigrationException> { read(toml) }
                .problems()
                .map { it.location().toString() to it.fix()?.command() } shouldBe
                listOf(
                    "migrate.toml:2" to "did you mean \"url\"?",
                    "migrate.toml:4" to "did you mean \"scripts\"?",
                    "migrate.toml:5" to "did you mean \"model\"?",
                )
        }

        test("a file that cannot be parsed shows no password") {
            for (line in
                listOf("url = pg://u:secret@h", "url = \"secret", "url = 'a'\nurl = 'secret'")) {
                val failure = shouldThrow<MigrationException> { read("[migrate]\n$line\n") }
                failure.problems().joinToString() shouldNotContain "secret"
            }
            val failure = shouldThrow<MigrationException> { read(null, "a secret line\n").url }
            failure.problems().joinToString() shouldNotContain "secret"
        }

        /** The encoding of `migrate.toml` and `.env`, and where one is refused. */
        val encodings: List<Pair<Charset, String?>> =
            listOf(
                UTF_8 to null,
                UTF_16LE to "it looks like UTF-16 at 1",
                UTF_16BE to "it looks like UTF-16 at 1",
                ISO_8859_1 to "it looks like Latin-1 at 2",
            )
        encodings.forEach { (encoding, problem) ->
            listOf("\uFEFF", "").forEach { mark ->
                listOf("\n", "\r\n").forEach { end ->
                    val shown =
                        "$encoding ${if (mark.isEmpty()) "" else "with a mark "}and ${end.length} characters at a line's end"
                    val hasMark = encoding != ISO_8859_1 || mark.isEmpty()
                    if (hasMark) {
                        test("settings in $shown") {
                            val toml = "$mark[migrate]${end}url = \"sqlite:ö.db\"$end"
                            val env = "${mark}A=b${end}B=ö$end"
                            if (problem == null) {
                                read(toml).url shouldBe "sqlite:ö.db"
                                read("[migrate]\nurl = \"\${A}\${B}\"\n", env).url shouldBe "bö"
                            } else {
                                refusal { readBytes(toml.toByteArray(encoding), null) } shouldBe
                                    "the file is not UTF-8 text: $problem of migrate.toml"
                                refusal {
                                    readBytes(null, env.toByteArray(encoding)).url
                                } shouldBe "the file is not UTF-8 text: $problem of .env"
                            }
                        }
                    }
                }
            }
        }

        test("200 databases are found at their lines") {
            val names = (1..200).map { "d$it" }.shuffled(Random(1))
            val folder = tempdir().toPath()
            val file = folder.resolve("migrate.toml")
            file.writeText(names.joinToString("") { "[databases.$it]\nurl = \"sqlite:$it.db\"\n" })
            val config = ConfigFile.read(file, "migrate.toml")
            config.databases shouldBe names
            names.map { config.database(it)?.find("url")?.location?.line() } shouldBe
                List(200) { 2 * it + 2 }
        }

        test("the document of the settings lists every key") {
            val document = Path.of("../docs/configuration.md").readText()
            val keys = ConfigFile.SECTIONS.flatMap { ConfigFile.keysOf(it).orEmpty() }
            keys.filterNot { "`$it`" in document || ".$it]" in document }.shouldBeEmpty()
        }
    }

    private companion object {
        const val OWN = "io.kmigrate.cli.config.Own"
    }
}

/** What an application might have. */
internal object Own {
    fun url(): String = "sqlite:own.db"

    fun number(): Int = 1

    fun broken(): String = error("no DB_KIND")
}

/** The same, as Java sees it. */
internal class OwnPlain {
    companion object {
        @JvmStatic fun url(): String = "sqlite:plain.db"
    }
}
