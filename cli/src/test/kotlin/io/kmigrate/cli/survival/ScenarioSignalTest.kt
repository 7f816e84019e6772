package io.kmigrate.cli.survival

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.testing.query
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.time.Duration.Companion.minutes

/** Ctrl-C and a plain kill, while an upgrade waits for what others hold on a server. */
internal class ScenarioSignalTest : FunSpec() {
    /** What another session holds, and the words of the command that waits for it. */
    private enum class Held(val waiting: String) {
        TABLE("waits"),
        MIGRATION_LOCK("waiting"),
    }

    init {
        val databases =
            listOf(SurvivalDatabase.MYSQL, SurvivalDatabase.MARIADB, SurvivalDatabase.POSTGRESQL)
        val place by lazy { scripts(tempdir().toPath().toRealPath()) }

        fun start(url: String, vararg target: String) =
            MigrateProcess.start(place, "--url", url, "upgrade", *target)

        databases.forEach { database ->
            Held.entries.zip(listOf("INT", "TERM")).forEach { (held, signal) ->
                test("$database: SIG$signal ends a wait for the ${held.name.lowercase()} at once") {
                    val url = database.fresh(place)
                    val source = UrlDataSource(url)
                    start(url, "aaaa").end() shouldBe 0
                    val run =
                        held(source, held) {
                            val run = start(url)
                            eventually(2.minutes) { run.log.readText() shouldContain held.waiting }
                            run.signal(signal)
                            // The other session still has it, and the limits are far longer than
                            // this test.
                            run.end() shouldBe INTERRUPTED
                            run
                        }
                    val said = run.log.readText()
                    withClue(said) {
                        said shouldContain "interrupted: "
                        said shouldNotContain "bug"
                        source.query("select version_num from migrate_version") shouldContainExactly
                            listOf("aaaa1111")
                        columns(source) shouldContainExactly listOf("id")
                    }
                    // Nothing of it is in the way of the next.
                    start(url).end() shouldBe 0
                    columns(source) shouldContainExactly listOf("id", "note")
                }
            }
        }
    }

    private suspend fun held(
        source: DataSource,
        held: Held,
        run: suspend () -> MigrateProcess,
    ): MigrateProcess =
        source.connection.use { connection ->
            if (held == Held.TABLE) {
                connection.autoCommit = false
                connection.createStatement().use { it.execute("select id from orders") }
                run().also { connection.rollback() }
            } else {
                val dialect = Dialects.forConnection(connection)
                dialect.locking().lock(source, "migrate_version").use { lock ->
                    lock.tryAcquire() shouldBe true
                    run()
                }
            }
        }

    private fun columns(source: DataSource): List<String> =
        source.connection.use { connection ->
            connection.metaData.getColumns(connection.catalog, null, "orders", null).use { rows ->
                generateSequence { if (rows.next()) rows.getString("COLUMN_NAME") else null }
                    .toList()
            }
        }

    private fun scripts(folder: Path): Path {
        folder
            .resolve("migrate.toml")
            .writeText(
                "[migrate]\nlock_timeout = \"30m\"\nstatement_lock_timeout = \"30m\"\nlock_retries = 0\n"
            )
        val migrations = folder.resolve("migrations").createDirectories()
        migrations
            .resolve("1.migration.kts")
            .writeText(
                "revision = \"aaaa1111\"\nupgrade { createTable(\"orders\") { long(\"id\") } }\n"
            )
        migrations
            .resolve("2.migration.kts")
            .writeText(
                "revision = \"bbbb2222\"\ndownRevision = \"aaaa1111\"\n" +
                    "upgrade { addColumn(\"orders\") { long(\"note\").nullable() } }\n"
            )
        return folder
    }

    private companion object {
        /** What shells report for Ctrl-C. */
        const val INTERRUPTED = 130
    }
}
