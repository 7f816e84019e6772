package io.kmigrate.compare

import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.postgres.PostgresDialect
import io.kmigrate.dialect.run
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.brief
import io.kmigrate.operation.Operation
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.sql.Connection

private data class EnumCase(
    val title: String,
    val live: List<String>,
    val wanted: List<Table>,
    val changes: List<String>,
)

private fun table(schema: String?, vararg columns: Column) =
    Table.of(TableName(schema, "t"), listOf(Column.of("id", int32)) + columns, null)

private fun kind(name: String, vararg labels: String) = EnumType(name, labels.toList())

private val SHOP = listOf("create schema shop", "create type shop.kind as enum ('a', 'c')")

private val CASES =
    listOf(
        EnumCase(
            "a label of an enumeration that a column, its default, an array and a check use",
            SHOP +
                listOf(
                    "create table shop.t (id int not null, one shop.kind default 'a', many shop.kind[] default '{}'," +
                        " constraint ck check (one <> 'c'))",
                    "create table t (id int not null, constraint ck check (id > 10))",
                ),
            listOf(
                table(
                        "shop",
                        nullable("one", kind("shop.kind", "a", "b", "c")).withDefault(literal("a")),
                        nullable("many", CustomType("shop.kind[]")).withDefault(expression("'{}'")),
                    )
                    .withCheckConstraints(listOf(CheckConstraint("ck", "one <> 'c'"))),
                table(null).withCheckConstraints(listOf(CheckConstraint("ck", "id > 10"))),
            ),
            listOf("addEnumValue shop.kind b after a"),
        ),
        EnumCase(
            "an enumeration and its schema, that are not there yet",
            listOf(),
            listOf(
                table(
                    "shop",
                    nullable("one", kind("shop.kind", "a")).withDefault(literal("a")),
                    nullable("many", CustomType("shop.kind[]"))
                        .withDefault(expression("'{}'::shop.kind[]")),
                )
            ),
            listOf("createSchema shop", "createEnum shop.kind", "createTable shop.t"),
        ),
        EnumCase(
            "two enumerations of one name in a table of a third schema",
            SHOP +
                listOf(
                    "create type kind as enum ('z')",
                    "create table t (id int not null, one shop.kind, two kind)",
                ),
            listOf(
                table(
                    null,
                    nullable("one", kind("shop.kind", "a", "c")),
                    nullable("two", kind("kind", "z")),
                )
            ),
            listOf(),
        ),
        EnumCase(
            "an enumeration that no column has so far",
            SHOP + "create table t (id int not null)",
            listOf(table(null, nullable("one", kind("shop.kind", "a", "c")))),
            listOf("addColumn t.one"),
        ),
        EnumCase(
            "an enumeration of the default schema, with its schema",
            listOf(
                "create type kind as enum ('a')",
                "create table t (id int not null, one kind default 'a')",
            ),
            listOf(
                table(null, nullable("one", kind("public.kind", "a")).withDefault(literal("a")))
            ),
            listOf(),
        ),
        EnumCase(
            "a column that changes to the enumeration of the same name in another schema",
            SHOP +
                listOf(
                    "create type kind as enum ('a')",
                    "create table t (id int not null, one kind, two kind)",
                ),
            listOf(
                table(
                    null,
                    nullable("one", kind("shop.kind", "a", "c")),
                    nullable("two", kind("kind", "a")),
                )
            ),
            listOf("alterColumn t.one type"),
        ),
    )

/**
 * Enumerations of other schemas are found, compared and left alone as those of the default one are.
 */
class EnumSchemaTest :
    FunSpec({
        val database by lazy(TestPostgres::freshDatabase)

        CASES.forEach { case ->
            test("the comparison finds no more than what changes: ${case.title}") {
                TestPostgres.emptied(database).connection.use { connection ->
                    connection.execute(*case.live.toTypedArray())
                    val wanted = Snapshot.of(case.wanted, listOf())
                    val changes = changes(connection, wanted)
                    changes.map(::brief) shouldBe case.changes
                    changes.forEach { connection.run(PostgresDialect(), it) }
                    changes(connection, wanted).map(::brief).shouldBeEmpty()
                }
            }
        }
    })

private fun changes(connection: Connection, wanted: Snapshot): List<Operation> {
    val warnings = mutableListOf<String>()
    val operations =
        DatabaseComparer(PostgresDialect(), connection) { warnings += it }
            .to(wanted, listOf(), ObjectFilter.all())
            .operations()
    warnings.shouldBeEmpty()
    return operations
}
