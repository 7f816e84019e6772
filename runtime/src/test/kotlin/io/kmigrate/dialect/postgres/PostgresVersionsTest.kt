package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.run
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.NotNullConstraint
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestPostgres
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import java.util.OptionalInt

/**
 * An older server cannot parse every statement: it is refused with the way out, not with a syntax
 * error.
 */
class PostgresVersionsTest :
    FunSpec({
        val computed = nullable("twice", int32).withGenerated(Generated("id * 2", true))
        val users = table("users", column("id", int32), computed)
        val before = Snapshot.of(listOf(users))
        val unique = UniqueConstraint("uq", listOf("id")).withNullsNotDistinct(true)
        val index = Index.of("ix", "id").withUnique(true).withNullsNotDistinct(true)
        val virtual = nullable("thrice", int32).withGenerated(Generated("id * 3", false))
        val change = ColumnChange.none().withGenerated(Generated("id * 4", true))
        val stays = table("stays", column("id", int32))
        val rows =
            listOf(
                Row(
                    CreateUniqueConstraint(users.name(), unique),
                    15,
                    "allow only one null in the unique constraint over id",
                ),
                Row(
                    CreateTable(
                        table("others", column("id", int32)).withUniqueConstraints(listOf(unique)),
                        false,
                    ),
                    15,
                    "allow only one null in the unique constraint over id",
                ),
                Row(
                    CreateIndex(users.name(), index, false, false),
                    15,
                    "allow only one null in the index ix",
                ),
                Row(
                    AlterColumn(users.name(), "twice", change),
                    17,
                    "change the expression of generated column twice of table users",
                ),
                Row(
                    AddColumn(users.name(), virtual, null, false),
                    18,
                    "compute column thrice at each read",
                ),
                Row(
                    CreatePrimaryKey(stays.name(), PrimaryKey("pk", ROOMS).withoutOverlaps(true)),
                    18,
                    "keep rows over rooms, during from overlapping",
                ),
                Row(
                    CreateUniqueConstraint(
                        stays.name(),
                        UniqueConstraint("uq", ROOMS).withoutOverlaps(true),
                    ),
                    18,
                    "keep rows over rooms, during from overlapping",
                ),
                Row(
                    CreateForeignKey(
                        stays.name(),
                        ForeignKey.of("fk", ROOMS, stays.name(), ROOMS).withPeriod(true),
                    ),
                    18,
                    "compare periods in the foreign key to stays",
                ),
                Row(
                    CreateForeignKey(
                        stays.name(),
                        ForeignKey.of("fk", ROOMS, stays.name(), ROOMS).withEnforced(false),
                    ),
                    18,
                    "keep the foreign key to stays without enforcing it",
                ),
                Row(
                    CreateCheckConstraint(
                        users.name(),
                        CheckConstraint("ck", "id > 0").withEnforced(false),
                    ),
                    18,
                    "keep the check id > 0 without enforcing it",
                ),
                Row(
                    CreateNotNullConstraint(users.name(), NotNullConstraint("nn", "twice")),
                    18,
                    "give a name to NOT NULL, as constraint nn does",
                ),
                Row(
                    AddColumn(users.name(), column("n", int32), null, false)
                        .withNotNull(NotNullConstraint("nn", "n")),
                    18,
                    "give a name to NOT NULL, as constraint nn does",
                ),
                Row(
                    CreateTable(
                        table("others", column("id", int32))
                            .withNotNullConstraints(listOf(NotNullConstraint("nn", "id"))),
                        false,
                    ),
                    18,
                    "give a name to NOT NULL, as constraint nn does",
                ),
            )

        fun check(row: Row, version: Int, catalog: Catalog) {
            if (version >= row.since) {
                DIALECT.render(row.operation, catalog).shouldNotBeEmpty()
            } else {
                shouldThrow<UnsupportedOperationByDialectException> {
                        DIALECT.render(row.operation, catalog)
                    }
                    .message shouldBe "PostgreSQL $version cannot ${row.refused}"
            }
        }

        rows.forEachIndexed { number, row ->
            for (version in 14..18) {
                test("row ${number + 1}: PostgreSQL $version cannot or can ${row.refused}") {
                    check(row, version, ServerOf(version, before))
                }
            }

            test("row ${number + 1}: SQL text is for the newest server") {
                DIALECT.render(row.operation, Catalog.of(before)).shouldNotBeEmpty()
            }
        }

        test("the catalog knows the version of its server, and refuses as it does") {
            TestPostgres.freshDatabase().connection.use { connection ->
                connection.run(DIALECT, CreateTable(users, false))
                val catalog = DIALECT.introspector().catalog(connection)
                catalog.serverVersion() shouldBe OptionalInt.of(TestPostgres.version)
                rows.forEach { check(it, TestPostgres.version, catalog) }
            }
        }
    })

private val ROOMS = listOf("rooms", "during")

private fun table(name: String, vararg columns: Column): Table =
    Table.of(name(name), columns.toList(), PrimaryKey("pk_$name", listOf("id")))

private class Row(val operation: Operation, val since: Int, val refused: String)

/** The schema as a server of [version] would have it. */
private class ServerOf(private val version: Int, before: Snapshot) : Catalog by Catalog.of(before) {
    override fun serverVersion(): OptionalInt = OptionalInt.of(version)
}
