package io.kmigrate.run

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.TextFiles
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.MoveTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.StringReader

/** A revision that would take the tables of the run itself away is refused before anything runs. */
class OwnTablesTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            TAKEN.forEach { (what, operation) ->
                test(
                    "$kind: $what is refused by a run, by its plan and its text, and by validate"
                ) {
                    val database = kind.fresh()
                    migrator(database, listOf(FIRST)).upgrade()
                    val all =
                        migrator(
                            database,
                            listOf(FIRST, migration("rev2", "rev1", up = listOf(operation))),
                        )
                    val dialect = database.connection.use { Dialects.forConnection(it) }
                    mapOf(
                            "upgrade" to { all.upgrade() },
                            "plan" to { all.planUpgrade() },
                            "text" to { all.offline(dialect).upgrade("head") },
                        )
                        .forEach { (surface, run) ->
                            val refusal = shouldThrow<MigrationException> { run() }
                            withClue("$surface: ${refusal.message}") {
                                refusal.problems().single().code() shouldBe ErrorCode.OWN_TABLE
                            }
                        }
                    // A replay also misses the tables that no script makes.
                    mapOf(
                            "validate" to all.validate(),
                            "validate for $kind" to all.validate(dialect),
                        )
                        .mapValues { it.value.problems() }
                        .forEach { (surface, problems) ->
                            withClue("$surface: $problems") {
                                problems.count { it.code() == ErrorCode.OWN_TABLE } shouldBe 1
                            }
                        }
                    database.query("select version_num from migrate_version") shouldContainExactly
                        listOf("rev1")
                }
            }

            test("$kind: a plan says so of a database without any revision") {
                val scripts = listOf(migration("rev1", up = listOf(DropTable(VERSION, true))))
                shouldThrow<MigrationException> { migrator(kind.fresh(), scripts).planUpgrade() }
                    .code() shouldBe ErrorCode.OWN_TABLE
            }

            test(
                "$kind: a table of that name is another tool's where the version table has another name"
            ) {
                val database = kind.fresh()
                val two = migration("rev2", "rev1", up = listOf(DropTable(VERSION, true)))
                migrator(database, listOf(FIRST, two)) {
                        versionTable(TableName.of("shop_version"))
                    }
                    .upgrade()
                database.query("select version_num from shop_version") shouldContainExactly
                    listOf("rev2")
            }
        }

        test("a move into another schema is refused") {
            val two = migration("rev2", "rev1", up = listOf(MoveTable(VERSION, "archive")))
            shouldThrow<MigrationException> {
                    migrator(TestDatabase.POSTGRESQL.fresh(), listOf(FIRST, two)).upgrade()
                }
                .code() shouldBe ErrorCode.OWN_TABLE
        }

        test("text for one kind of database is refused there alone") {
            val text =
                ExecuteSql(
                    "select 1",
                    mapOf(),
                    mapOf("h2" to "drop table migrate_version"),
                    null,
                    null,
                )
            val scripts = listOf(FIRST, migration("rev2", "rev1", up = listOf(text)))
            migrator(TestDatabase.SQLITE.fresh(), scripts).upgrade()
            shouldThrow<MigrationException> { migrator(TestDatabase.H2.fresh(), scripts).upgrade() }
                .code() shouldBe ErrorCode.OWN_TABLE
        }

        test("a plan says so of a file that is not there yet") {
            val file = tempdir().resolve("new.db")
            val scripts = listOf(migration("rev1", up = listOf(DropTable(VERSION, true))))
            shouldThrow<MigrationException> {
                    migrator(DatabaseUrl.parse("sqlite:$file").dataSource(), scripts).planUpgrade()
                }
                .code() shouldBe ErrorCode.OWN_TABLE
            file.exists() shouldBe false
        }
    })

private val VERSION = TableName.of("migrate_version")
private val FIRST = migration("rev1", up = listOf(create("t")))

private val TAKEN: Map<String, Operation> =
    mapOf(
        "a dropped version table" to DropTable(VERSION, false),
        "one that is dropped if it exists" to DropTable(VERSION, true),
        "a dropped history" to DropTable(TableName.of("MIGRATE_HISTORY"), true),
        "a renamed version table" to RenameTable(VERSION, "old_version"),
        "a table that gets its name" to RenameTable(TableName.of("t"), "migrate_version"),
        "a table of checkpoints" to create("migrate_backfill"),
        "text that drops the version table" to sql("drop table if exists migrate_version"),
        "text that renames it" to sql("alter table migrate_version rename to old_version"),
        "a file that drops the history" to
            file("create table z (id int); drop table migrate_history;"),
    )

private fun file(text: String) = TextFiles.execute("dump.sql", { StringReader(text) }, null)
