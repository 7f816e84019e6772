package io.kmigrate.compare

import io.kmigrate.Migrator
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.MigrationSource
import io.kmigrate.source.Model
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.writeText

/** A model that is the SQL which creates its tables. */
class SqlModelTest :
    FunSpec({
        val folder = tempdir().toPath()

        fun migrator(database: DataSource, sql: String): Migrator =
            Migrator.builder()
                .dataSource(database)
                .source(MigrationSource.of(listOf(migration("a1", up = listOf(create("rooms"))))))
                .model(Model.ofScripts(folder.resolve("model.sql").apply { writeText(sql) }))
                .build()

        TestDatabase.entries.forEach { kind ->
            val database by lazy(kind::fresh)
            test("$kind: a model that agrees has no changes, and leaves nothing behind") {
                database.execute(
                    "create table rooms (id int not null, name varchar(40), primary key (id))"
                )
                val before = tables(database)
                val sql = "-- a comment; with a semicolon\n$ROOMS"
                migrator(database, sql).run {
                    val found = compareWithHistory(ObjectFilter.all())
                    found.operations().shouldBeEmpty()
                    found.notCompared().shouldBeEmpty()
                    shouldThrow<MigrationException> { compareWithDatabase(ObjectFilter.all()) }
                        .code() shouldBe ErrorCode.NOT_UP_TO_DATE
                }
                tables(database) shouldContainExactly before
            }

            test("$kind: tables that the database and the history lack are found") {
                val fresh = kind.fresh()
                val migrator = migrator(fresh, "$ROOMS;\n$KEYS")
                val found = descriptions(migrator.compareWithHistory(ObjectFilter.all()))
                migrator.upgrade("head")
                descriptions(migrator.compareWithDatabase(ObjectFilter.all())) shouldContainExactly
                    found
                found.single { "createTable" in it } shouldContain "room_keys"
            }

            REFUSED.forEach { (sql, message) ->
                test("$kind: refused: $sql") {
                    val failure =
                        shouldThrow<MigrationException> {
                            migrator(database, "$ROOMS;\n$sql")
                                .compareWithHistory(ObjectFilter.all())
                        }
                    failure.code() shouldBe ErrorCode.MODEL_SQL
                    failure.message.orEmpty() shouldContain message
                    failure.problems().single().location()?.line() shouldBe 2
                }
            }
        }

        test("a file that is missing is named, and so is one without tables") {
            val database = TestDatabase.H2.fresh()
            fun of(file: String) =
                Migrator.builder()
                    .dataSource(database)
                    .source(MigrationSource.of(listOf()))
                    .model(Model.ofScripts(Path.of(file)))
                    .build()
            shouldThrow<MigrationException> {
                    of("nowhere.sql").compareWithHistory(ObjectFilter.all())
                }
                .message
                .orEmpty() shouldContain "the file nowhere.sql of the model cannot be read"
            val empty = folder.resolve("empty.SQL").apply { writeText("-- nothing") }
            shouldThrow<MigrationException> {
                    of(empty.toString()).compareWithDatabase(ObjectFilter.all())
                }
                .code() shouldBe ErrorCode.EMPTY_MODEL
        }
    })

private const val ROOMS = "create table rooms (id int not null, name varchar(40), primary key (id))"

private const val KEYS =
    "create table room_keys (id int not null, room int, primary key (id));\n" +
        "create index keys_room on room_keys (room);\n" +
        "alter table room_keys add column more int"

private val REFUSED =
    listOf(
        "drop table rooms" to "may only create and alter",
        "insert into rooms (id) values (1)" to "may only create and alter",
        "create database other" to "may only create and alter",
        "create user other" to "may only create and alter",
        "commit" to "may only create and alter",
        "create table main.other (id int)" to "names a schema: MAIN.OTHER",
        "create table room_keys (id int, check (id > 1.5), x int references a.b (id))" to
            "names a schema: A.B",
        "create table broken (id int,, id int)" to "the database refuses a statement",
    )

private fun descriptions(comparison: Comparison): List<String> =
    comparison.operations().map { OperationDescription.of(it).toString() }

private fun tables(database: DataSource): List<String> =
    database.connection.use { connection ->
        connection.metaData.getTables(connection.catalog, null, "%", arrayOf("TABLE")).use { rows ->
            buildList { while (rows.next()) add(rows.getString("TABLE_NAME")) }
        }
    }
