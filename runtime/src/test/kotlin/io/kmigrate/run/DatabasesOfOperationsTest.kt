package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.Operation
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationDigest
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

private val names = TestDatabase.entries.map { it.name.lowercase() }

private fun on(vararg databases: String, operation: Operation) =
    ScriptOperation.of(operation).on(databases.toSet())

private fun everywhere(operation: Operation) = ScriptOperation.of(operation)

private fun migrator(
    database: DataSource?,
    migrations: List<Migration>,
    environment: String? = null,
): Migrator {
    val builder = Migrator.builder().source(MigrationSource.of(migrations))
    database?.let(builder::dataSource)
    environment?.let(builder::environment)
    return builder.build()
}

private fun script(
    id: String,
    vararg parents: String,
    onlyIn: Set<String> = emptySet(),
    up: List<ScriptOperation>,
): Migration {
    val plain = migration(id, *parents, onlyIn = onlyIn, up = emptyList())
    return Migration(plain.revision(), plain.options(), up, Migration.Derived())
}

private fun DataSource.has(table: String): Boolean = runCatching {
    query("select count(*) from $table")
}
    .isSuccess

private fun DataSource.history(column: String): List<String?> =
    query("select $column from migrate_history order by id")

/** What `on` and `onlyIn` leave out, on real databases and where there is none. */
class DatabasesOfOperationsTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            val own = kind.name.lowercase()
            val others = (names - own).toTypedArray()
            val both =
                script(
                    "aaaa",
                    up =
                        listOf(
                            on(*others, operation = create("other")),
                            everywhere(create("common")),
                            on(own, operation = create("own")),
                            on(own, "oracle", operation = sql("insert into own (id) values (1)")),
                            on(*others, operation = sql("this is no statement")),
                        ),
                )

            test("$kind: an operation runs on the databases that it names, and is reverted there") {
                val database = kind.fresh()
                val migrator = migrator(database, listOf(both))
                migrator.planUpgrade().operations().map {
                    OperationDescription.of(it).op()
                } shouldBe listOf("createTable", "createTable", "execute")
                migrator.upgrade()
                listOf("other", "common", "own").map(database::has) shouldBe
                    listOf(false, true, true)
                database.query("select id from own") shouldBe listOf("1")
                database.history("operations_done") shouldBe listOf("3")
                migrator.planUpgrade().steps().shouldBeEmpty()
            }

            test("$kind: the inverse is that of the operations that run there") {
                val database = kind.fresh()
                val up =
                    both.up().filter { "execute" != OperationDescription.of(it.operation()).op() }
                val migrator = migrator(database, listOf(script("aaaa", up = up)))
                migrator.upgrade()
                migrator.downgrade("base")
                listOf("common", "own").map(database::has) shouldBe listOf(false, false)
            }

            test("$kind: a stopped run continues behind the operations that it has done") {
                val database = kind.fresh()
                var isBroken = true
                val ending = code("fails once") { if (isBroken) error("stopped") }
                val migrator =
                    migrator(database, listOf(script("aaaa", up = both.up() + everywhere(ending))))
                runCatching { migrator.upgrade() }.isFailure shouldBe true
                isBroken = false
                migrator.upgrade()
                listOf("other", "common", "own").map(database::has) shouldBe
                    listOf(false, true, true)
                database.query("select id from own") shouldBe listOf("1")
            }

            test("$kind: SQL text has what runs there, and the same checksum") {
                val text = migrator(null, listOf(both)).offline(Dialects.named(own)).upgrade("head")
                Regex("""CREATE TABLE [`"](\w+)""")
                    .findAll(text)
                    .map { it.groupValues[1] }
                    .toList() shouldBe listOf("common", "own")
                text.lines().none { it == "this is no statement;" } shouldBe true
                text shouldContain MigrationDigest.of(both, both.revision()).checksum()
            }

            test("$kind: a revision for other environments is passed over, up and down") {
                val database = kind.fresh()
                val scripts =
                    listOf(
                        script("aaaa", up = listOf(everywhere(create("one")))),
                        script(
                            "bbbb",
                            "aaaa",
                            onlyIn = setOf("staging"),
                            up = listOf(everywhere(create("two"))),
                        ),
                        script("cccc", "bbbb", up = listOf(everywhere(create("three")))),
                    )
                migrator(database, scripts, "production").upgrade()
                listOf("one", "two", "three").map(database::has) shouldBe listOf(true, false, true)
                database.history("outcome") shouldBe listOf("done", "skipped", "done")
                migrator(database, scripts).planUpgrade().steps().shouldBeEmpty()
                // Another name does not make it run, and does not revert what never was.
                val staging = migrator(database, scripts, "staging")
                staging.planUpgrade().steps().shouldBeEmpty()
                staging.downgrade("base")
                database.has("one") shouldBe false
                staging.upgrade()
                listOf("one", "two", "three").map(database::has) shouldBe listOf(true, true, true)
                // The history says that it ran, so it is reverted.
                migrator(database, scripts, "production").downgrade("aaaa")
                listOf("one", "two", "three").map(database::has) shouldBe listOf(true, false, false)
            }
        }

        val divided =
            listOf(
                script(
                    "aaaa",
                    up =
                        listOf(
                            on("postgresql", operation = create("item")),
                            on("mysql", "mariadb", operation = create("item")),
                        ),
                ),
                script("bbbb", "aaaa", up = listOf(everywhere(addition("item")))),
            )

        test("without a database, each branch is replayed by itself") {
            val found = migrator(null, divided).validate().problems()
            found.map { it.message() }.single() shouldBe
                "there is no table item: no table exists at this revision (on h2)"
            listOf("postgresql", "mysql", "mariadb").forEach {
                migrator(null, divided).validate(Dialects.named(it)).problems().shouldBeEmpty()
            }
            migrator(null, divided).validate(Dialects.named("sqlite")).problems() shouldHaveSize 1
        }

        test("the environments are replayed by themselves, too") {
            val scripts =
                listOf(
                    script(
                        "aaaa",
                        onlyIn = setOf("staging"),
                        up = listOf(everywhere(create("item"))),
                    ),
                    script("bbbb", "aaaa", up = listOf(everywhere(addition("item")))),
                )
            migrator(null, scripts).validate().problems() shouldHaveSize 1
            migrator(null, scripts, "staging").validate().problems().shouldBeEmpty()
        }

        test("the schema of scripts that ask for the database needs one") {
            shouldFailWith(ErrorCode.NO_DATABASE) { migrator(null, divided).schema("head") }
                .message shouldContain "aaaa"
        }

        test("text that one database alone runs is looked at by that one") {
            val transaction =
                script("aaaa", up = listOf(on("postgresql", operation = sql("commit"))))
            migrator(null, listOf(transaction)).validate().problems() shouldHaveSize 1
            migrator(null, listOf(transaction))
                .validate(Dialects.named("sqlite"))
                .problems()
                .shouldBeEmpty()
        }

        test("the databases of an operation are part of its checksum, in any order") {
            fun checksum(vararg databases: String) =
                script("aaaa", up = listOf(on(*databases, operation = create("item")))).let {
                    MigrationDigest.of(it, it.revision()).checksum()
                }
            checksum("mysql", "mariadb") shouldBe checksum("mariadb", "mysql")
            (checksum("mysql") == checksum("mariadb")) shouldBe false
            (checksum() == checksum("mysql")) shouldBe false
        }
    })

private fun addition(table: String): Operation =
    AddColumn(
        TableName.of(table),
        Column.of("note", ColumnType.VarcharType(9)).withNullable(true),
        null,
        false,
    )
