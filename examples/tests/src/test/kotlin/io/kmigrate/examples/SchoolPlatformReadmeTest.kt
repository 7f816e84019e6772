package io.kmigrate.examples

import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.Enabled
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.DriverManager
import kotlin.io.path.readText

internal class SchoolPlatformReadmeTest : FunSpec() {
    private val place = autoClose(Page.folder()).path

    init {
        test("the readme of school-platform runs as written, and loses no row") {
            TestPostgres.freshDatabase().connection.use { it.execute("create database $NAME") }
            var before = emptyList<String?>()
            Page.ofExample("school-platform").play(place, files = mapOf(".env" to env(NAME))) {
                command ->
                when {
                    command.endsWith("-f existing.sql") -> before = contents()
                    "--from-database" in command -> contents() shouldBe before
                    command.startsWith("migrate -n staging") -> shape(STAGING) shouldBe shape(NAME)
                    command.startsWith("migrate downgrade") -> oneStepBack()
                }
            }
            shape(NAME) shouldContain "attendance.status"
            database(NAME) {
                it.strings("select count(*) from attendance where status is null") shouldBe
                    listOf("0")
                it.strings("select count(*) from attendance") shouldBe listOf("60000")
            }
        }

        test(
            "recovery drill: a run that is killed in a batch continues, and ends like an undisturbed one"
        ) {
            oldDatabase(DRILL)
            migrate("stamp ${baseline()}").exitCode shouldBe 0
            migrate("upgrade +1").exitCode shouldBe 0
            killedInThirdBatch()
            database(DRILL) { it.strings(FILLED) } shouldBe listOf("20000")
            withClue(migrate("upgrade head").stdout) {
                migrate("check --heads").exitCode shouldBe 0
            }
            shape(DRILL) shouldBe shape(NAME)
            database(DRILL) { it.strings(STATUSES) } shouldBe
                database(NAME) { it.strings(STATUSES) }
            database(DRILL) { it.strings("select version_num from migrate_version") } shouldBe
                database(NAME) { it.strings("select version_num from migrate_version") }
        }

        test("the backup of the readme can be restored").config(enabledOrReasonIf = { pgDump() }) {
            database("postgres") { it.execute("create database restored") }
            val backup = Page.run(". ./.env && pg_dump \"\$DATABASE_URL\" > backup.sql", place)
            withClue(backup.stdout) { backup.exitCode shouldBe 0 }
            Page.run("psql -q '${url("restored")}' -f backup.sql", place).exitCode shouldBe 0
            shape("restored") shouldBe shape(NAME)
            database("restored") { it.strings(STATUSES) } shouldBe
                database(NAME) { it.strings(STATUSES) }
        }
    }

    /** A client older than the server refuses to dump it. */
    private fun pgDump(): Enabled {
        val server = database("postgres") { it.metaData.databaseMajorVersion }
        val version = Page.run("pg_dump --version", place).stdout
        val client = Regex("(\\d+)").find(version)?.value?.toInt() ?: 0
        return if (client >= server) Enabled.enabled
        else Enabled.disabled("needs pg_dump $server or newer, found: ${version.trim()}")
    }

    /** As the readme begins, but for the row that nobody understands. */
    private fun oldDatabase(name: String) {
        database("postgres") { it.execute("create database $name") }
        database(name) {
            it.execute(place.resolve("existing.sql").readText())
            it.execute("update attendance set mark = 'A' where mark = 'exc.'")
        }
    }

    private fun baseline(): String =
        Page.run("migrate history", place).stdout.trim().lines().last().substringBefore(' ')

    private fun migrate(command: String) = Page.run("migrate --url '${url(DRILL)}' $command", place)

    /** It cannot end the batch, because a row of it is locked here; then its process dies. */
    private fun killedInThirdBatch() {
        database(DRILL) { ours ->
            ours.autoCommit = false
            ours.strings("select id from attendance where id = 25000 for update")
            val process = Page.start("migrate --url '${url(DRILL)}' upgrade head", place)
            database(DRILL) { waiting(it, process) }
            process.destroyForcibly().waitFor()
            ours.rollback()
        }
    }

    /** Until the server says that somebody waits for us. */
    private fun waiting(connection: Connection, process: Process) {
        val blocked =
            "select pid from pg_stat_activity where datname = '$DRILL' and cardinality(pg_blocking_pids(pid)) > 0"
        while (connection.strings(blocked).isEmpty()) {
            check(process.isAlive) { "it ended before the third batch" }
            Thread.sleep(POLL_MILLIS)
        }
    }

    private fun url(name: String) = "postgresql://postgres@localhost:${TestPostgres.port}/$name"

    private fun contents(): List<String?> = database(NAME) { it.shape() + it.strings(MARKS) }

    private fun oneStepBack() =
        database(NAME) {
            it.shape() shouldContain "attendance.status null"
            it.strings("select count(*) from attendance where status is null") shouldBe listOf("0")
        }

    private fun env(name: String) = "DATABASE_URL=${url(name)}\n"

    private fun shape(name: String): List<String> = database(name) { it.shape() }

    private fun <T> database(name: String, block: (Connection) -> T): T =
        DriverManager.getConnection(
                "jdbc:postgresql://localhost:${TestPostgres.port}/$name?user=postgres"
            )
            .use(block)

    private companion object {
        const val NAME = "ourschool"
        const val DRILL = "drill"
        const val POLL_MILLIS = 20L
        const val FILLED = "select count(*) from attendance where status is not null"
        const val STATUSES = "select id || mark || status from attendance order by id"
        const val STAGING = "ourschool_staging"
        const val MARKS = "select mark || count(*) from attendance group by mark order by mark"
    }
}
