package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.RenameColumn
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class PostgresNamesTest :
    FunSpec({
        val offline = Catalog.of(Snapshot.empty())
        val longest = "n".repeat(61) + "ü"

        test("a name of 63 bytes is kept whole") {
            TestPostgres.freshDatabase().connection.use { connection ->
                val table =
                    Table.of(
                        name(longest),
                        listOf(column(longest, int32)),
                        PrimaryKey(null, listOf(longest)),
                    )
                connection.execute(
                    *DIALECT.render(CreateTable(table, false), offline).toTypedArray()
                )
                DIALECT.introspector()
                    .catalog(connection)
                    .table(name(longest))
                    .get()
                    .column(longest)
                    .get() shouldBe column(longest, int32)
            }
        }

        test("a name of more bytes is refused, and not cut") {
            val name = "n$longest"
            val failure =
                shouldFailWith(ErrorCode.NAME_TOO_LONG) {
                    DIALECT.render(RenameColumn(name("t"), "a", name), offline)
                }
            failure.code() shouldBe ErrorCode.NAME_TOO_LONG
            failure.message shouldBe "PostgreSQL keeps 63 bytes of a name, and \"$name\" has 64"
            failure.name() shouldBe name
            listOf(
                    CreateTable(Table.of(name(name), listOf(column("a", int32)), null), false),
                    CreateTable(
                        Table.of(
                            name("t"),
                            listOf(column("a", int32)),
                            PrimaryKey(name, listOf("a")),
                        ),
                        false,
                    ),
                    CreateIndex(name("t"), Index.of(name, "a"), false, false),
                )
                .forEach { shouldFailWith(ErrorCode.NAME_TOO_LONG) { DIALECT.render(it, offline) } }
        }
    })
