package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.OfflineMigrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.Limits
import io.kmigrate.operation.RunCode
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.time.Duration
import javax.sql.DataSource

/** SQL text, run statement by statement on a real database, must do what a run does. */
class SqlScriptTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource, DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh(), kind.fresh()) }

            test("the text gives the schema, rows and versions of a run") { live, scripted ->
                migrator(live).upgrade()
                run(scripted, offline(scripted).upgrade("head"))
                schema(scripted) shouldBe schema(live)
                rows(scripted) shouldContainExactly rows(live)
                scripted.query("select version_num from migrate_version") shouldContainExactly
                    listOf("c3")
                history(scripted) shouldContainExactly history(live)
            }

            test("a range continues where a run stopped, up and down") { live, scripted ->
                migrator(live).upgrade("b2")
                migrator(scripted).upgrade("b2")
                migrator(live).upgrade()
                run(scripted, offline(scripted).upgrade("b2:head"))
                schema(scripted) shouldBe schema(live)
                run(scripted, offline(scripted).downgrade("c3:base"))
                migrator(live).downgrade("base")
                schema(scripted) shouldBe schema(live)
                migrator(scripted).history().rows() shouldContainExactly emptyList()
            }

            test("a stamp and the bare tables can be scripted too") { _, scripted ->
                run(scripted, offline(scripted).ensureVersion())
                migrator(scripted).history().rows() shouldContainExactly emptyList()
                migrator(scripted).stamp("a1")
                run(scripted, offline(scripted).stamp("a1:c3"))
                migrator(scripted).history().rows() shouldContainExactly listOf("c3")
            }
        }

        test("the tables can be created twice, and a database at base needs no new ones") {
            val scripted = TestDatabase.SQLITE.fresh()
            repeat(2) { run(scripted, offline(scripted).ensureVersion()) }
            run(scripted, offline(scripted).upgrade("head"))
            migrator(scripted).history().rows() shouldContainExactly listOf("c3")
        }

        test("a text begins with instructions, and is empty when no revision is pending") {
            offline("postgresql", chain).upgrade("head") shouldStartWith
                "-- SQL for postgresql, written by Kmigrate. " +
                    "Stop at the first error: psql -v ON_ERROR_STOP=1 -f FILE\n"
            offline("sqlite", chain).ensureVersion() shouldContain "sqlite3 -bail DATABASE < FILE\n"
            offline("sqlite", chain).upgrade("c3:head") shouldBe ""
        }

        test("a run in one transaction becomes a text in one transaction") {
            val text = together(chain).upgrade("a1:head")
            Regex("(?m)^BEGIN").findAll(text).count() shouldBe 1
            Regex("(?m)^COMMIT").findAll(text).count() shouldBe 1
            val outside = migration("a1", transactional = false, up = listOf(sql("vacuum")))
            shouldFailWith(ErrorCode.RUN_TRANSACTION) { together(listOf(outside)).upgrade("head") }
        }

        test("data steps without a replacement are refused together") {
            val steps =
                listOf(
                    migration("a1", up = listOf(RunCode("first") {})),
                    migration(
                        "b2",
                        "a1",
                        up = listOf(RunCode("second") {}, RunCode("third", {}, "")),
                    ),
                )
            val failure =
                shouldThrow<MigrationException> { offline("sqlite", steps).upgrade("head") }
            failure.problems().map { "${it.code()} ${it.location()}" } shouldContainExactly
                listOf("online-only a1.migration.kts:1", "online-only b2.migration.kts:1")
        }

        test("a data step can be skipped or replaced") {
            val steps =
                listOf(
                    migration(
                        "a1",
                        up =
                            listOf(
                                RunCode("gone", {}, ""),
                                RunCode("told", {}, "select 1; select 2"),
                            ),
                    )
                )
            val text = offline("postgresql", steps).upgrade("head")
            text shouldContain "-- data: gone (skipped offline)\n"
            text shouldContain "-- data: told\nselect 1;\nselect 2;\n"
        }

        test("the tables are created only for an empty database") {
            offline("sqlite", chain).upgrade("head") shouldContain
                "CREATE TABLE IF NOT EXISTS \"migrate_version\""
            offline("sqlite", chain).upgrade("a1:head") shouldNotContain
                "CREATE TABLE IF NOT EXISTS \"migrate_version\""
        }

        test("PostgreSQL: timeouts are written only where they apply") {
            val own = Limits(Duration.ofMillis(1500), null)
            val concurrent = sql("create index concurrently ix_one on one (name)")
            val migrations =
                listOf(
                    migration("aaaa", limits = own, up = listOf(create("one"))),
                    migration("bbbb", "aaaa", limits = own, up = listOf(concurrent)),
                    migration("cccc", "bbbb", up = listOf(create("two"))),
                )
            val text =
                Migrator.builder()
                    .source(MigrationSource.of(migrations))
                    .statementTimeout(Duration.ofMinutes(1))
                    .build()
                    .offline(Dialects.named("postgresql"))
                    .upgrade("head")
            text.lines().filter { "timeout" in it } shouldContainExactly
                listOf(
                    "SET LOCAL lock_timeout = '1500ms';",
                    "SET LOCAL statement_timeout = '60000ms';",
                    "SET LOCAL lock_timeout = DEFAULT;",
                    "SET LOCAL statement_timeout = DEFAULT;",
                    "SET lock_timeout = '1500ms';",
                    "SET statement_timeout = '60000ms';",
                    "SET lock_timeout = DEFAULT;",
                    "SET statement_timeout = DEFAULT;",
                    "SET LOCAL statement_timeout = '60000ms';",
                    "SET LOCAL statement_timeout = DEFAULT;",
                )
            val database = TestDatabase.POSTGRESQL.fresh()
            run(database, text)
            database.query("select version_num from migrate_version") shouldContainExactly
                listOf("cccc")
        }

        test("a dialect whose script has no limits refuses timeouts") {
            val own = Limits(Duration.ofMillis(1500), null)
            val limited = migration("aaaa", limits = own, up = listOf(create("one")))
            val offline =
                Migrator.builder()
                    .source(MigrationSource.of(listOf(limited)))
                    .build()
                    .offline(Dialects.named("sqlite"))
            shouldThrow<MigrationException> { offline.upgrade("head") }.message shouldContain
                "sqlite cannot limit how long the statements of SQL text take"
        }
    })

private val chain: List<Migration> =
    listOf(
        migration("a1", up = listOf(create("one"))),
        migration(
            "b2",
            "a1",
            up = listOf(insert(mapOf("id" to 1, "name" to "it's")), create("two")),
            down =
                listOf(
                    sql("delete from one"),
                    io.kmigrate.operation.DropTable(TableName.of("two"), false),
                ),
        ),
        migration(
            "c3",
            "b2",
            up =
                listOf(
                    sql("update one set name = 'x; y' where name is not null"),
                    AlterColumn(
                        TableName.of("one"),
                        "name",
                        ColumnChange.none().withNullable(false),
                    ),
                ),
            down =
                listOf(
                    AlterColumn(TableName.of("one"), "name", ColumnChange.none().withNullable(true))
                ),
        ),
    )

private fun insert(row: Map<String, Any>) = BulkInsert(TableName.of("one"), listOf(row))

private fun migrator(database: DataSource): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(chain)).build()

private fun offline(database: DataSource): OfflineMigrator =
    database.connection.use { migrator(database).offline(Dialects.forConnection(it)) }

private fun offline(dialect: String, migrations: List<Migration>): OfflineMigrator =
    Migrator.builder()
        .source(MigrationSource.of(migrations))
        .build()
        .offline(Dialects.named(dialect))

private fun together(migrations: List<Migration>): OfflineMigrator =
    Migrator.builder()
        .source(MigrationSource.of(migrations))
        .transaction(TransactionMode.RUN)
        .build()
        .offline(Dialects.named("postgresql"))

private fun run(database: DataSource, text: String) {
    database.connection.use { connection ->
        val dialect = Dialects.forConnection(connection)
        connection.createStatement().use { statement ->
            dialect.split(text).forEach { statement.execute(it) }
        }
    }
}

private fun schema(database: DataSource): Snapshot =
    database.connection.use { Dialects.forConnection(it).introspector().introspect(it) }

private fun rows(database: DataSource): List<String?> =
    database.query("select concat(id, ' ', name) from one order by id")

private fun history(database: DataSource): List<String?> =
    database.query(
        "select concat(revision, ' ', direction, ' ', checksum, ' ', operations_done, ' ', outcome) " +
            "from migrate_history order by id"
    )
