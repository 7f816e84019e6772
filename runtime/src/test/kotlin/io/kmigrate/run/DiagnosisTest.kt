package io.kmigrate.run

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.migrator
import io.kmigrate.run.Diagnosis.Health
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.comparables.shouldBeBetween
import io.kotest.matchers.maps.shouldContain
import io.kotest.matchers.maps.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Instant
import javax.sql.DataSource
import kotlin.math.abs

/** A look at a database finds what is in the way of a run, and changes nothing. */
class DiagnosisTest :
    FunSpec({
        val chain = listOf(migration("rev1", up = listOf(create("one"))))

        fun healths(database: DataSource): Map<String, Health> =
            migrator(database, chain).diagnose().checks().associate { it.subject() to it.health() }

        TestDatabase.entries.forEach { kind ->
            test("$kind: an empty database, and one that is migrated, are ready") {
                val database = kind.fresh()
                repeat(2) {
                    healths(database) shouldContainExactly SUBJECTS.associateWith { Health.GOOD }
                    migrator(database, chain).upgrade()
                }
                val state =
                    migrator(database, chain).diagnose().checks().single { it.subject() == "state" }
                state.found() shouldContain "rev1"
            }

            test("$kind: a lock that another holds is a warning, and stays held") {
                val database = kind.fresh()
                val dialect = database.connection.use { Dialects.forConnection(it) }
                dialect.locking().lock(database, "migrate_version").use { lock ->
                    lock.tryAcquire() shouldBe true
                    repeat(2) { healths(database) shouldContain ("lock" to Health.WARNING) }
                    migrator(database, chain).diagnose().isReady shouldBe true
                }
                healths(database) shouldContain ("lock" to Health.GOOD)
            }
        }

        test("PostgreSQL: a user who may create no tables") {
            val database = POSTGRESQL.fresh()
            database.execute(
                "do $$ begin create role reader login; exception when duplicate_object then null; end $$"
            )
            val reader =
                UrlDataSource(TestPostgres.url(database).replace("user=postgres", "user=reader"))
            healths(reader) shouldContain ("rights" to Health.FAILED)
            database.execute("grant create on schema public to reader")
            healths(reader) shouldContain ("rights" to Health.GOOD)
        }

        mapOf("MariaDB" to TestMariadb::freshDatabaseOfAccount, "MySQL" to MYSQL::fresh).forEach {
            (name, fresh) ->
            test("$name: a user who may create no tables, before and after a grant") {
                val root = fresh()
                val schema = root.connection.use { it.catalog }
                root.execute("drop user if exists looking")
                root.execute("create user looking")
                root.execute("grant select on `$schema`.* to looking")
                val url =
                    if (name == "MySQL") TestMysql.url(root)
                    else root.connection.use { it.metaData.url }
                val looking = UrlDataSource(url.replace("user=root", "user=looking"))
                healths(looking) shouldContain ("rights" to Health.FAILED)
                root.execute("grant create on `$schema`.* to looking")
                healths(looking) shouldContain ("rights" to Health.GOOD)
            }
        }

        mapOf("MariaDB" to ::mariadbUrl, "MySQL" to ::mysqlUrl).forEach { (name, url) ->
            test("$name: a server's clock that is off by more than half a minute is a warning") {
                val there = url()
                CLOCKS.forEach { (ahead, side) ->
                    // What the server then takes for the time, in this session.
                    val moment = Instant.now().epochSecond + ahead
                    val off = UrlDataSource("$there&sessionVariables=timestamp=$moment")
                    val diagnosis = migrator(off, chain).diagnose()
                    val clock = diagnosis.checks().single { it.subject() == "clock" }
                    withClue("$ahead s: ${clock.found()}") {
                        clock.health() shouldBe if (side == null) Health.GOOD else Health.WARNING
                        clock.found() shouldContain (side ?: "agrees")
                        if (side != null) {
                            SECONDS.find(clock.found())!!
                                .value
                                .toLong()
                                .shouldBeBetween(abs(ahead) - SLOW, abs(ahead) + SLOW)
                            "${clock.fix()}" shouldContain "synchronize both clocks"
                        }
                        diagnosis.isReady shouldBe true
                    }
                }
            }
        }

        test("a server that does not answer is one failure, with what to do") {
            val nobody = DatabaseUrl.parse("postgresql://localhost:1/none").dataSource()
            val diagnosis = migrator(nobody, chain).diagnose()
            diagnosis.isReady shouldBe false
            diagnosis.checks().map { it.subject() to it.health() } shouldBe
                listOf("database" to Health.FAILED)
            "${diagnosis.checks().single().fix()}" shouldContain "is running at localhost:1"
        }
    })

private fun mariadbUrl() = TestMariadb.url(MARIADB.fresh())

private fun mysqlUrl() = TestMysql.url(MYSQL.fresh())

/** Seconds that the server is ahead, and how that is said; null where it is not. */
private val CLOCKS =
    mapOf(
        -86_400L to "behind that of this machine",
        -45L to "behind that of this machine",
        -5L to null,
        15L to null,
        60L to "ahead of that of this machine",
        86_400L to "ahead of that of this machine",
    )

private val SECONDS = Regex("\\d+")

/** How long a busy machine may take between the two looks at a clock. */
private const val SLOW = 25L

private val SUBJECTS = listOf("database", "clock", "rights", "sizes", "state", "lock")
