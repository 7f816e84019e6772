package io.kmigrate.dsl

import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.temporaryFolder
import io.kotest.core.test.Enabled
import io.kotest.matchers.shouldBe
import java.io.File
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.writeText
import org.h2.tools.RunScript

/** The program that a database is administered with, where it is installed. */
internal enum class DatabaseClient(
    private val program: String,
    private val command: (DataSource, Path) -> List<String>,
    private val readsInput: Boolean,
) {
    SQLITE(
        "sqlite3",
        { database, _ ->
            listOf(
                "-bail",
                database.connection.use { it.metaData.url.substringAfterLast("sqlite:") },
            )
        },
        readsInput = true,
    ),
    POSTGRESQL(
        "psql",
        { database, script ->
            listOf(
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-f",
                script.toString(),
                TestPostgres.url(database).removePrefix("jdbc:"),
            )
        },
        readsInput = false,
    ),
    /** It comes with the server that the tests run. */
    MARIADB(
        "mariadb",
        { database, _ ->
            listOf("--no-defaults", "--skip-ssl", "--host=127.0.0.1", "--user=root") +
                "--port=${TestMariadb.port}" +
                database.connection.use { it.catalog }
        },
        readsInput = true,
    ) {
        override fun installed(): Enabled = Enabled.enabled

        override fun executable(): String = TestMariadb.client
    },
    /** MariaDB's client speaks to MySQL, too. */
    MYSQL(
        "mariadb",
        { database, _ ->
            listOf("--no-defaults", "--skip-ssl", "--host=127.0.0.1", "--user=root") +
                "--default-auth=mysql_native_password" +
                "--port=${TestMysql.port}" +
                database.connection.use { it.catalog }
        },
        readsInput = true,
    ) {
        override fun installed(): Enabled = Enabled.enabled

        override fun executable(): String = TestMariadb.client
    },
    /** The database is in this process, and so its client runs here, too. */
    H2("", { _, _ -> listOf() }, readsInput = false) {
        override fun installed(): Enabled = Enabled.enabled

        override fun run(database: DataSource, text: String) {
            database.connection.use { RunScript.execute(it, text.reader()) }
        }
    };

    open fun executable(): String = program

    /** Says so when it is not there: a check that did not happen must be seen. */
    open fun installed(): Enabled {
        val isThere =
            System.getenv("PATH").orEmpty().split(File.pathSeparator).any {
                File(it, program).canExecute()
            }
        if (isThere) {
            return Enabled.enabled
        }
        println("skipped: $program is not installed")
        return Enabled.disabled("$program is not installed")
    }

    /** Runs [text] as its header says. */
    open fun run(database: DataSource, text: String) {
        val script = temporaryFolder("client").resolve("script.sql").also { it.writeText(text) }
        val process =
            ProcessBuilder(listOf(executable()) + command(database, script))
                .redirectErrorStream(true)
                .also { if (readsInput) it.redirectInput(script.toFile()) }
                .start()
        val output = process.inputStream.readAllBytes().decodeToString()
        // PostgreSQL notes that a table to be made unless it exists does exist.
        val complaints = output.lines().filterNot { it.isEmpty() || " NOTICE: " in it }
        (process.waitFor() to complaints) shouldBe (0 to emptyList<String>())
    }

    companion object {
        fun of(kind: TestDatabase): DatabaseClient = valueOf(kind.name)
    }
}
