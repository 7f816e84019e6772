package io.kmigrate.cli

import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
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
import kotlin.io.path.writeText

/**
 * However a password is spelled and wherever it stands, no command shows it: not when it works, not
 * when it fails, not in JSON, not in a trace. Nothing listens on port 1, so every driver complains.
 */
internal class SecretsTest : FunSpec() {
    /**
     * A URL.
     *
     * @property secrets what must never be seen: the password as written, and as it is meant
     */
    private class Spelling(val url: String, vararg val secrets: String)

    private val spellings =
        listOf(
            Spelling("postgresql://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("postgres://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("postgresql+psycopg2://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("jdbc:postgresql://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("jdbc:postgresql://localhost:1/db?user=app&password=Tr0ub4dor", "Tr0ub4dor"),
            Spelling("jdbc:postgresql://localhost:1/db?password=Tr0ub4dor&user=app", "Tr0ub4dor"),
            Spelling("jdbc:postgresql://localhost:1/db?PASSWORD=Tr0ub4dor&user=app", "Tr0ub4dor"),
            Spelling("postgresql://app@localhost:1/db?password=Tr0ub4dor", "Tr0ub4dor"),
            Spelling(
                "postgresql://app:Tr0ub%40dor%2F1@localhost:1/db",
                "Tr0ub%40dor",
                "Tr0ub@dor/1",
            ),
            Spelling("postgresql://app:Tr0ub@dor9@localhost:1/db", "Tr0ub@dor9", "dor9"),
            Spelling("postgresql://app:Tr0ub4dor:x@localhost:1/db", "Tr0ub4dor"),
            Spelling("postgresql://app:Tr0ub4dor#1@localhost:1/db", "Tr0ub4dor"),
            Spelling("postgresql://app:Tr0ub4dor?1@localhost:1/db", "Tr0ub4dor"),
            Spelling("POSTGRESQL://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling(
                "jdbc:postgresql://localhost:1/db?sslpassword=Tr0ub4dor&user=app",
                "Tr0ub4dor",
            ),
            Spelling("jdbc:h2:tcp://localhost:1/db;USER=sa;PASSWORD=Tr0ub4dor", "Tr0ub4dor"),
            Spelling("jdbc:h2:tcp://localhost:1/db;user=sa;password=Tr0ub4dor", "Tr0ub4dor"),
            Spelling("jdbc:sqlserver://localhost:1;user=sa;password=Tr0ub4dor", "Tr0ub4dor"),
            Spelling("jdbc:sqlserver://localhost:1;user=sa;pwd=Tr0ub4dor", "Tr0ub4dor"),
            Spelling("jdbc:mysql://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("jdbc:mysql://localhost:1/db?user=app&password=Tr0ub4dor", "Tr0ub4dor"),
            Spelling("mariadb://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("jdbc:oracle:thin:app/Tr0ub4dor@localhost:1:db", "Tr0ub4dor"),
            Spelling("oracle://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("nosuch://app:Tr0ub4dor@localhost:1/db", "Tr0ub4dor"),
            Spelling("postgresql://app:Tr0ub4dor@local host:1/db", "Tr0ub4dor"),
        )

    private val commands =
        listOf(
            listOf("status"),
            listOf("status", "--json"),
            listOf("current", "-v"),
            listOf("upgrade", "-v"),
            listOf("upgrade", "--json", "--stacktrace"),
            listOf("upgrade", "--sql"),
            listOf("log", "--stacktrace"),
            listOf("history", "--json"),
        )

    init {
        spellings.forEach { spelling ->
            test("no command shows the password of ${spelling.url}") {
                val place = tempdir().toPath().toRealPath()
                Files.createDirectories(place.resolve("migrations"))
                val url = spelling.url
                val ways = ways(place, url)
                for ((way, prepared) in ways) {
                    for (command in if (way == "flag") commands else commands.take(2)) {
                        val shown = run(prepared, command)
                        withClue("$way, $command: $shown") {
                            spelling.secrets.forEach { shown shouldNotContain it }
                        }
                    }
                }
            }
        }

        test("a live PostgreSQL refuses a wrong password, and no output shows it") {
            val database = TestPostgres.freshDatabase()
            val role = TestPostgres.ROLE_WITH_PASSWORD
            database.connection.use { connection ->
                connection.execute(
                    "do $$ begin create role $role login; exception when duplicate_object then null; end $$",
                    "alter role $role password 'R1ghtHorse'",
                )
            }
            val name = database.connection.use { it.catalog }
            val url = "postgresql://$role:Wr0ngHorse@localhost:${TestPostgres.port}/$name"
            val place = tempdir().toPath().toRealPath()
            for ((way, prepared) in ways(place, url) - listOf(".env", "a broken migrate.toml")) {
                withClue(way) {
                    run(prepared, listOf("status")) shouldBe
                        "error[refused]: cannot connect to postgresql://$role@localhost:" +
                            "${TestPostgres.port}/$name: password authentication failed for user \"$role\""
                }
            }
            run(ways(place, url).getValue("flag"), listOf("upgrade", "--stacktrace")).let {
                it shouldNotContain "Wr0ngHorse"
            }
        }

        test("no row of the tables in the database holds the URL's password") {
            val database = TestPostgres.freshDatabase()
            val role = TestPostgres.ROLE_WITH_PASSWORD
            val name =
                database.connection.use { connection ->
                    connection.execute(
                        "do $$ begin create role $role login; exception when duplicate_object then null; end $$",
                        "alter role $role password 'R1ghtHorse'",
                        "grant all on schema public to $role",
                    )
                    connection.catalog
                }
            val url = "postgresql://$role:R1ghtHorse@localhost:${TestPostgres.port}/$name"
            val flag = ways(tempdir().toPath().toRealPath(), url).getValue("flag")
            val scripts = Files.createDirectories(flag.folder.resolveSibling("scripts"))
            scripts
                .resolve("1.migration.kts")
                .writeText(
                    "revision = \"aaaa1111\"\nupgrade { createTable(\"one\") { long(\"id\") } }\n"
                )
            scripts
                .resolve("2.migration.kts")
                .writeText(
                    "revision = \"bbbb2222\"\ndownRevision = \"aaaa1111\"\n" +
                        "upgrade { data(\"leaks\") { error(\"R1ghtHorse at $url\") } }\n"
                )
            run(flag, listOf("upgrade", "--tag", "first")) shouldNotContain "R1ghtHorse"
            val rows =
                database.connection.use {
                    it.strings("select h::text from migrate_history h order by id")
                }
            rows.size shouldBe 2
            rows.forEach { it!! shouldNotContain "R1ghtHorse" }
            rows.last()!! shouldContain "failed"
        }

        test("the command is given the URL, so it has something to hide") {
            val place = tempdir().toPath().toRealPath()
            Files.createDirectories(place.resolve("migrations"))
            val flag = ways(place, spellings.first().url).getValue("flag")
            run(flag, listOf("status")) shouldBe
                "error[unreachable]: cannot reach postgresql://app@localhost:1/db: Connection refused"
        }
    }

    /** How the command hears of the URL. */
    private class Prepared(
        val folder: Path,
        val variables: Map<String, String> = emptyMap(),
        val arguments: List<String> = emptyList(),
    )

    private fun ways(place: Path, url: String): Map<String, Prepared> {
        fun folder(name: String, file: String?, text: String = ""): Path {
            val folder = Files.createDirectories(place.resolve(name))
            Files.createDirectories(folder.resolve("migrations"))
            file?.let { folder.resolve(it).writeText(text) }
            return folder
        }
        return mapOf(
            "flag" to Prepared(folder("flag", null), arguments = listOf("--url", url)),
            "variable" to Prepared(folder("variable", null), mapOf("MIGRATE_URL" to url)),
            ".env" to Prepared(folder("env", ".env", "MIGRATE_URL='$url'\n")),
            "migrate.toml" to Prepared(folder("toml", "migrate.toml", "[migrate]\nurl = '$url'\n")),
            "a broken migrate.toml" to
                Prepared(folder("broken", "migrate.toml", "[migrate]\nurl = $url\n")),
        )
    }

    private fun run(prepared: Prepared, command: List<String>): String {
        val bytes = ByteArrayOutputStream()
        val stream = PrintStream(bytes, true, Charsets.UTF_8)
        val surroundings = ProcessContext(prepared.variables, prepared.folder, stream, stream)
        // A path that is relative would be one of this process.
        val scripts = Files.createDirectories(prepared.folder.resolveSibling("scripts"))
        Application(surroundings)
            .run(prepared.arguments + listOf("--scripts", scripts.toString()) + command)
        return bytes
            .toString(Charsets.UTF_8)
            .lines()
            .first { it.isNotEmpty() }
            .let { first ->
                if (command == listOf("status")) first else bytes.toString(Charsets.UTF_8)
            }
    }
}
