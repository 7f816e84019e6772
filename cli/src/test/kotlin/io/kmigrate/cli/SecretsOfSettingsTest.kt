package io.kmigrate.cli

import io.kmigrate.testing.strings
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import java.sql.DriverManager
import kotlin.io.path.createDirectories
import kotlin.io.path.isRegularFile
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlin.io.path.writeText

/**
 * A value that came from a setting called a secret is seen nowhere, also where a script says it.
 */
internal class SecretsOfSettingsTest : FunSpec() {
    /** A path below the working folder would be shown, and read, from where this process stands. */
    private val place by lazy { tempdir().toPath().toRealPath() }
    private val scripts
        get() = place.resolve("scripts")

    private val project by lazy {
        scripts.createDirectories()
        scripts.resolve("a.migration.kts").writeText(FIRST)
        scripts.resolve("b.migration.kts").writeText(SECOND)
        val folder = place.resolve("work").createDirectories()
        folder.resolve("migrate.toml").writeText(TOML)
        folder.resolve(".env").writeText("API_TOKEN=$TOKEN\nDB_PASSWORD='$PASSWORD'\n")
        folder
    }

    init {
        val parameters = listOf("-x", "db_password=$PARAMETER")
        listOf(
                "upgrade --plan",
                "upgrade --plan --json",
                "upgrade a --sql",
                "upgrade a --sql --json",
                "show a -v",
                "show a --json",
                "history -v",
                "history --json",
                "upgrade -v --stacktrace",
                "upgrade --json --stacktrace",
                "status --json",
                "log -v",
                "log --json",
                "current -v",
                "check --json",
                "bundle --output bundle.jar",
            )
            .forEach { command ->
                test("no secret of a setting is in what is said by: migrate $command") {
                    // Where the files are looked through below.
                    val words = command.replace("bundle.jar", "$place/bundle.jar").split(' ')
                    hides(run(parameters + words))
                }
            }

        test("the SQL text that hides a secret says so") {
            run(parameters + listOf("upgrade", "a", "--sql")) shouldContain
                "warning: *** stands for a secret in this text"
        }

        test("no row of the history has a secret, and no entry of the cache") {
            val said = run(parameters + listOf("upgrade"))
            said shouldContain "error[operation-failed]"
            DriverManager.getConnection("jdbc:sqlite:$place/app.db?password=$PASSWORD").use {
                database ->
                listOf("message", "operations", "tag", "revision").forEach { column ->
                    hides(database.strings("select $column from migrate_history").joinToString())
                }
                database.strings("select outcome from migrate_history").isEmpty() shouldBe false
            }
            Files.walk(place).use { files ->
                files
                    .filter {
                        it.isRegularFile() &&
                            !it.name.startsWith("app.db") &&
                            it.name !in setOf("migrate.toml", ".env", "bundle.jar")
                    }
                    .forEach { file ->
                        withClue(file) { hides(String(file.readBytes(), Charsets.ISO_8859_1)) }
                    }
            }
        }

        test("no bundle has the secret of a parameter") {
            run(parameters + listOf("bundle", "--force", "--output", "$place/bundle.jar"))
            // What a script says itself is in its classes.
            val bundle = String(place.resolve("bundle.jar").readBytes(), Charsets.ISO_8859_1)
            bundle shouldContain "message with ***"
            bundle shouldNotContain PARAMETER
        }

        test("a run continues after its secret has changed, where the history has the rest") {
            val changed = run(listOf("-x", "db_password=An0ther-one", "upgrade"))
            changed shouldNotContain "An0ther-one"
        }

        context("wrong usage and wrong settings repeat no secret") {
            val url = "postgresql://app:$PASSWORD@localhost:1/db"
            listOf(
                    listOf("-n", url, "status") to null,
                    listOf("--database-password=$PASSWORD", "status") to null,
                    listOf("--urll=$url", "status") to null,
                    listOf(url) to null,
                    listOf("upgrade", url) to null,
                    listOf("upgrade", url, "--json") to null,
                    listOf("-c", "$url/migrate.toml", "status") to null,
                    listOf("--scripts", url, "status", "--stacktrace") to null,
                    listOf("-x", "password=$PASSWORD", "upgrade", PASSWORD) to null,
                    listOf("status") to "[\"$url\"]\nscripts = 'x'",
                    listOf("status", "--json") to "[databases.\"$url\"]\nscript = 'x'",
                    listOf("-n", "x", "status") to "[databases.\"$url\"]\nscripts = 'x'",
                    listOf("--all-databases", "status") to
                        "[databases.\"$url\"]\nurl = 'sqlite:/nowhere/x'",
                    listOf("--all-databases", "status", "--json") to
                        "[databases.\"$url\"]\nurl = 'sqlite:/nowhere/x'",
                    listOf("status") to
                        "[migrate]\npassword = '$PASSWORD'\ntimezone = '$PASSWORD'\n" +
                            "url = 'nosuch:$PASSWORD'",
                    listOf("heads") to
                        "[migrate]\nenv = '\${DB_PASSWORD}'\nurl = '\${DB_PASSWORD}'",
                    listOf("upgrade") to "[migrate]\ntransaction = '\${DB_PASSWORD}'",
                    listOf("upgrade") to "[migrate]\nurl = 'sqlite:/nowhere/\${DB_PASSWORD}'",
                )
                .forEach { (arguments, toml) ->
                    test(
                        "${toml.orEmpty().replace('\n', ' ')} migrate ${arguments.joinToString(" ")}"
                    ) {
                        val folder = tempdir().toPath().toRealPath()
                        folder.resolve("migrations").createDirectories()
                        folder.resolve(".env").writeText("DB_PASSWORD=$PASSWORD\n")
                        toml?.let { folder.resolve("migrate.toml").writeText(it) }
                        val said = run(arguments, folder)
                        said shouldNotContain PASSWORD
                        said.isBlank() shouldBe false
                    }
                }
        }

        context("a line of .env that is none is not repeated") {
            listOf("DB_PASSWORD $PASSWORD", PASSWORD, "'$PASSWORD'", "\"$PASSWORD\" DB_PASSWORD")
                .forEach { line ->
                    test(line.replace('\n', ' ')) {
                        val folder = tempdir().toPath().toRealPath()
                        folder.resolve("migrations").createDirectories()
                        folder.resolve(".env").writeText("A=1\n$line\n")
                        val said = run(listOf("status", "--stacktrace"), folder)
                        said shouldContain "malformed-env"
                        said shouldNotContain PASSWORD
                    }
                }
        }
    }

    private fun hides(text: String) =
        listOf(PASSWORD, TOKEN, PARAMETER).forEach { text shouldNotContain it }

    private fun run(arguments: List<String>, folder: Path = project): String {
        val bytes = ByteArrayOutputStream()
        val stream = PrintStream(bytes, true, Charsets.UTF_8)
        Application(ProcessContext(emptyMap(), folder, stream, stream))
            .run(if (folder == project) absolute() + arguments else arguments)
        return bytes.toString(Charsets.UTF_8)
    }

    /** Paths that are relative would be of this process. */
    private fun absolute() =
        listOf(
            "--scripts",
            "$scripts",
            "--url",
            "sqlite:$place/app.db?password=$PASSWORD",
        )

    private companion object {
        const val PASSWORD = "Tr0ub4dor&three"
        const val TOKEN = "t0ken-of-an-api"
        const val PARAMETER = "c0rrect-horse"
        val TOML =
            """
            [migrate]
            url = "sqlite:app.db?password=${'$'}{DB_PASSWORD}"
            timezone = "${'$'}{API_TOKEN}"

            [databases.other]
            url = "sqlite:other.db"
            """
                .trimIndent()
        val FIRST =
            """
            revision = "a"
            message = "with ${'$'}{parameters["db_password"]}"

            upgrade {
                createTable("users") { varchar("name", 40).default("${'$'}{parameters["db_password"]}") }
                execute("insert into users values ('${'$'}{parameters["db_password"]}')")
            }
            """
                .trimIndent()
        val SECOND =
            """
            revision = "b"
            downRevision = "a"

            upgrade {
                data("tell") { error("it is ${'$'}{parameters["db_password"]} and $TOKEN, at $PASSWORD") }
            }
            """
                .trimIndent()
                .replace(TOKEN, "t0ken\" + \"-of-an-api")
                .replace(PASSWORD, "Tr0ub4dor\" + \"&three")
    }
}
