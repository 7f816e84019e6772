package io.kmigrate.dsl

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaComparison
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThanOrEqual
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import javax.sql.DataSource

/** The scripts the README runs: up, down and up again, on real databases. */
class DrivingSchoolTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            spec.test("$kind: up, down to nothing and up again gives the same schema") {
                val database = kind.fresh()
                val migrator = migrator(database)
                migrator.upgrade().steps().size shouldBe migrator.graph().size()
                val schema = schema(database)
                migrator.downgrade("base").revisions().shouldBeEmpty()
                schema(database).tables().map { it.name().toString() }.shouldBeEmpty()
                migrator.upgrade()
                schema(database) shouldBe schema
            }

            spec.test("$kind: reverting a revision restores the schema before it") {
                val database = kind.fresh()
                val migrator = migrator(database)
                val steps = migrator.planUpgrade("heads").steps().map { it.revision() }
                steps.forEach { revision ->
                    val before = schema(database)
                    migrator.upgrade(revision.id())
                    val after = schema(database)
                    if (revision.parents().size < 2) {
                        migrator.downgrade("${revision.id()}@-1")
                        // A column that comes back comes back last.
                        differences(database, before).shouldBeEmpty()
                        migrator.upgrade(revision.id())
                        differences(database, after).shouldBeEmpty()
                    }
                }
                steps.size shouldBeGreaterThanOrEqual 10
            }

            spec.test("$kind: the data survives every revision") {
                val database = kind.fresh()
                val migrator = migrator(database)
                migrator.upgrade()
                database.query(
                    "select concat(given_name, '|', family_name) from students order by id"
                ) shouldContainExactly listOf("Amélie|O'Brien", "Jun|Li", "Sam|")
                database.query("select amount_cents from payments") shouldContainExactly
                    listOf("6500")
                database.query("select price_cents from bookings") shouldContainExactly
                    listOf("6500")

                migrator.downgrade("d2c90a5e61f7")
                database.query("select full_name from students order by id") shouldContainExactly
                    listOf("Amélie O'Brien", "Jun Li", "Sam")
                database.query("select status from bookings") shouldContainExactly listOf("done")
            }
        }
    })

private fun migrator(database: DataSource): Migrator =
    Migrator.builder().dataSource(database).scripts(Path.of("..", "migrations")).build()

/** Without our own tables. */
private fun schema(database: DataSource): Snapshot =
    database.connection.use { connection ->
        Dialects.forConnection(connection).introspector().introspect(connection).let { all ->
            Snapshot.of(all.tables().filterNot { it.name().name().startsWith("migrate_") })
        }
    }

/** Without regard to the order of columns. */
private fun differences(database: DataSource, expected: Snapshot): List<String> =
    database.connection.use { connection ->
        SchemaComparison(Dialects.forConnection(connection), ordered = false)
            .differences(expected, schema(database))
    }
