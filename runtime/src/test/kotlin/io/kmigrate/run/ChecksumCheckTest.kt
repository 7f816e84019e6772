package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationDigest
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.Revision
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

/** A script that was applied must go on saying what was applied. */
class ChecksumCheckTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("every run refuses an edit with the difference, and changes nothing") { database ->
                migrator(database, Loads(script("a1", "v1", create("one"), add(10)))).upgrade()
                val edited =
                    migrator(
                        database,
                        Loads(
                            script("a1", "v2", create("one"), add(20)),
                            script("b2", "v1", create("two"), parent = "a1"),
                        ),
                    )
                listOf<() -> Any>(
                        { edited.upgrade() },
                        { edited.downgrade("base") },
                        { edited.planUpgrade("head") },
                    )
                    .forEach { run ->
                        val failure = shouldThrow<EditedScriptException> { run() }
                        failure.message shouldBe
                            """
                            revision a1 "make a1" was edited after it had been applied
                            - addColumn(table: one, column: {name: x, type: varchar(10), nullable: true})
                            + addColumn(table: one, column: {name: x, type: varchar(20), nullable: true})
                            """
                                .trimIndent()
                        failure.outcome().exitCode() shouldBe 5
                        failure.problems().single().location()?.file() shouldBe "a1.migration.kts"
                    }
                database.query("select version_num from migrate_version") shouldContainExactly
                    listOf("a1")
            }

            test("layout and comments are no edit") { database ->
                migrator(database, Loads(script("a1", "v1", create("one")))).upgrade()
                val other = Loads(script("a1", "v2", create("one")))
                migrator(database, other).upgrade().steps().shouldBeEmpty()
                other.loaded shouldContainExactly listOf("a1")
            }

            test("a script without an edit is not loaded") { database ->
                migrator(database, Loads(script("a1", "v1", create("one")))).upgrade()
                val same = Loads(script("a1", "v1", create("one")))
                migrator(database, same).upgrade().steps().shouldBeEmpty()
                same.loaded.shouldBeEmpty()
            }

            test("a repair accepts the script as it is, with its reason") { database ->
                migrator(database, Loads(script("a1", "v1", sql("select 1")))).upgrade()
                val edited = migrator(database, Loads(script("a1", "v2", sql("select 2"))))
                edited.repair("the comment was wrong", "a1").map {
                    it.id()
                } shouldContainExactly listOf("a1")
                edited.upgrade().steps().shouldBeEmpty()
                edited.repair("again").shouldBeEmpty()
                database.query(
                    "select message from migrate_history where direction = 'repair'"
                ) shouldContainExactly listOf("the comment was wrong")
            }

            test("a stamped revision is not compared") { database ->
                val migrator = migrator(database, Loads(script("a1", "v1", create("one"))))
                migrator.stamp("a1")
                migrator(database, Loads(script("a1", "v2", create("two"))))
                    .upgrade()
                    .steps()
                    .shouldBeEmpty()
            }
        }
    })

/** Notes what is loaded. */
private class Loads(vararg migrations: Migration) : MigrationSource {
    private val inner = MigrationSource.of(migrations.toList())
    val loaded = mutableListOf<String>()

    override fun revisions(): Collection<Revision> = inner.revisions()

    override fun load(revisions: Collection<Revision>): Map<String, Migration> {
        loaded += revisions.map { it.id() }
        return inner.load(revisions)
    }
}

private fun migrator(database: DataSource, source: MigrationSource): Migrator =
    Migrator.builder().dataSource(database).source(source).build()

private fun script(
    id: String,
    text: String,
    vararg up: Operation,
    parent: String? = null,
): Migration {
    val plain = migration(id, *listOfNotNull(parent).toTypedArray(), up = up.toList())
    val header = plain.revision()
    return plain.withRevision(header.readFrom(header.path(), MigrationDigest.fingerprint(text)))
}

private fun add(length: Int): Operation =
    AddColumn(
        TableName.of("one"),
        Column.of("x", ColumnType.VarcharType(length)).withNullable(true),
        null,
        false,
    )
