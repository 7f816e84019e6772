package io.kmigrate.dsl

import io.kmigrate.Migrator
import io.kmigrate.OfflineMigrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import javax.sql.DataSource

/** The scripts the README runs, as SQL text: it must do what a run does, in any client. */
class DrivingSchoolSqlTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            val client = DatabaseClient.of(kind)

            spec.test("$kind: the text, statement by statement, gives the result of a run") {
                compare(kind, ::runStatements)
            }

            spec
                .test(
                    "$kind: the text, run by the database's own client, gives the result of a run"
                )
                .config(enabledOrReasonIf = { client.installed() }) { compare(kind, client::run) }

            spec.test("$kind: names are split in SQL as in Kotlin") {
                val live = kind.fresh()
                val scripted = kind.fresh()
                listOf(live, scripted).forEach { database ->
                    migrator(database).upgrade(BEFORE_SPLIT)
                    NAMES.forEachIndexed { number, name -> database.execute(student(number, name)) }
                }
                migrator(live).upgrade(SPLIT)
                runStatements(scripted, offline(scripted).upgrade("$BEFORE_SPLIT:$SPLIT"))
                names(scripted) shouldContainExactly names(live)
            }
        }
    })

private const val BEFORE_SPLIT = "d2c90a5e61f7"
private const val SPLIT = "6be3f81c0d94"
private val NAMES = listOf("Cher", "Ada King Lovelace", " Grace Hopper ", "Zoë", "Mary-Ann O Neill")

private fun student(number: Int, name: String) =
    "insert into students (full_name, email, born_on) values ('$name', 'n$number@example.org', '2001-02-03')"

private fun names(database: DataSource) =
    database.query("select concat(given_name, '|', family_name) from students order by email")

/** Up from nothing, down again, and up: beside a database that a run brought there. */
private fun compare(kind: TestDatabase, run: (DataSource, String) -> Unit) {
    val live = kind.fresh()
    val scripted = kind.fresh()
    migrator(live).upgrade()
    run(scripted, offline(scripted).upgrade("head"))
    schema(scripted) shouldBe schema(live)
    names(scripted) shouldContainExactly names(live)
    migrator(scripted).history() shouldBe migrator(live).history()

    run(scripted, offline(scripted).downgrade("head:base"))
    schema(scripted).tables().filterNot { it.name().name().startsWith("migrate_") }.shouldBeEmpty()
    run(scripted, offline(scripted).upgrade("head"))
    schema(scripted) shouldBe schema(live)
}

private fun migrator(database: DataSource): Migrator =
    Migrator.builder().dataSource(database).scripts(Path.of("..", "migrations")).build()

private fun offline(database: DataSource): OfflineMigrator =
    database.connection.use { migrator(database).offline(Dialects.forConnection(it)) }

private fun runStatements(database: DataSource, text: String) {
    database.connection.use { connection ->
        connection.createStatement().use { statement ->
            statement.setEscapeProcessing(false)
            Dialects.forConnection(connection).split(text).forEach { statement.execute(it) }
        }
    }
}

/** Without the names that H2 makes up for constraints, which tell what else was made before. */
private fun schema(database: DataSource): Snapshot =
    database.connection.use { connection ->
        val found =
            Dialects.forConnection(connection).introspector().introspect(connection).tables()
        Snapshot.of(
            found.map { table ->
                val key = table.primaryKey()
                table
                    .withPrimaryKey(key?.let { PrimaryKey(chosen(it.name()), it.columns()) })
                    .withForeignKeys(
                        table.foreignKeys().sortedBy { it.columns().toString() }.map(::withoutName)
                    )
            }
        )
    }

private fun withoutName(key: ForeignKey) = key.withName(chosen(key.name()))

private fun chosen(name: String?): String? = name?.takeUnless {
    it.matches(Regex("CONSTRAINT_[0-9A-F]+"))
}
