package io.kmigrate.dialect.h2

import io.kmigrate.dialect.column
import io.kmigrate.dialect.insert
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.run
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropIndex
import io.kmigrate.schema.ColumnType.JsonType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Identity
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

private val parent =
    Table.of(name("parent"), listOf(column("id", int32)), PrimaryKey("pk", listOf("id")))
private val child = Table.of(name("child"), listOf(nullable("parent_id", int32)), null)
private val key = ForeignKey.of("fk", listOf("parent_id"), parent.name(), listOf("id"))

class H2OperationsTest :
    FunSpec({
        test("an index that a foreign key took over is dropped, and the key stays") {
            TestH2.freshDatabase().connection.use {
                val index = Index.of("ix", "parent_id")
                it.run(DIALECT, CreateTable(parent, false))
                it.run(DIALECT, CreateTable(child.withIndexes(listOf(index)), false))
                it.run(DIALECT, CreateForeignKey(child.name(), key))
                it.run(DIALECT, DropIndex("ix", child.name(), false, false))
                val found = DIALECT.introspector().introspect(it).table(child.name()).get()
                found.indexes().shouldBeEmpty()
                found.foreignKeys() shouldContainExactly listOf(key)
            }
        }

        test("a dropped unique constraint refuses no rows, though a foreign key shared its index") {
            TestH2.freshDatabase().connection.use {
                val unique = UniqueConstraint("uq", listOf("parent_id"))
                it.run(DIALECT, CreateTable(parent, false))
                it.run(DIALECT, CreateTable(child, false))
                it.run(DIALECT, CreateUniqueConstraint(child.name(), unique))
                it.run(DIALECT, CreateForeignKey(child.name(), key))
                it.run(DIALECT, DropConstraint(child.name(), "uq", false))
                it.execute("insert into parent values (1)", "insert into child values (1), (1)")
                val found = DIALECT.introspector().introspect(it).table(child.name()).get()
                found.foreignKeys() shouldContainExactly listOf(key)
            }
        }

        test("a text for a JSON column is the JSON it spells, in rows and defaults") {
            TestH2.freshDatabase().connection.use {
                val json = "{\"a\":\"b\"}"
                val columns =
                    listOf(
                        column("id", int32),
                        column("given", JsonType(false)),
                        column("left_out", JsonType(false)).withDefault(literal(json)),
                    )
                it.run(DIALECT, CreateTable(Table.of(name("t"), columns, null), false))
                it.run(DIALECT, insert("t", mapOf("id" to 1, "given" to json)))
                it.strings("select given || '' from t") shouldContainExactly listOf(json)
                it.strings("select left_out || '' from t") shouldContainExactly listOf(json)
                DIALECT.introspector()
                    .introspect(it)
                    .table(name("t"))
                    .get()
                    .column("left_out")
                    .get()
                    .defaultValue() shouldBe literal(json)
            }
        }

        test("a computed column changes its type, and its values stay computed") {
            TestH2.freshDatabase().connection.use {
                val computed = nullable("b", int32).withGenerated(Generated("a * 2", true))
                val table = Table.of(name("t"), listOf(column("a", int32), computed), null)
                it.run(DIALECT, CreateTable(table, false))
                it.execute("insert into t (a) values (4)")
                it.run(DIALECT, AlterColumn(name("t"), "b", ColumnChange.none().withType(int64)))
                it.execute("insert into t (a) values (5)")
                it.strings("select b from t order by a") shouldContainExactly listOf("8", "10")
            }
        }

        test("a column that begins to number continues after its numbers") {
            TestH2.freshDatabase().connection.use {
                it.run(DIALECT, CreateTable(parent, false))
                it.execute("insert into parent values (7)")
                val numbered = ColumnChange.none().withIdentity(Identity.standard())
                it.run(DIALECT, AlterColumn(parent.name(), "id", numbered))
                it.execute("insert into parent default values")
                it.strings("select id from parent order by id") shouldContainExactly
                    listOf("7", "8")
            }
        }

        test("the default place of nulls is not written under any setting") {
            TestH2.inMemory("DEFAULT_NULL_ORDERING=HIGH;${TestH2.SMALL_LETTERS}").connection.use {
                it.run(DIALECT, CreateTable(child, false))
                val index = CreateIndex(child.name(), Index.of("ix", "parent_id"), false, false)
                it.run(DIALECT, index)
                DIALECT.introspector()
                    .introspect(it)
                    .table(child.name())
                    .get()
                    .indexes() shouldContainExactly listOf(index.index())
            }
        }

        listOf(
                "select 1 // a; b\n; select 2" to listOf("select 1 // a; b", "select 2"),
                "select /* a /* ; */ ; */ 1; select 2" to
                    listOf("select /* a /* ; */ ; */ 1", "select 2"),
                "create alias f as \$\$ int f() { return 1; } \$\$; select 1" to
                    listOf("create alias f as \$\$ int f() { return 1; } \$\$", "select 1"),
                "select 1 as a\$\$; select 2 as b\$\$" to
                    listOf("select 1 as a\$\$", "select 2 as b\$\$"),
                "select `a;b`, U&'a;''b'; select 2" to
                    listOf("select `a;b`, U&'a;''b'", "select 2"),
            )
            .forEach { (sql, statements) ->
                test("splitting <$sql>") { DIALECT.split(sql) shouldBe statements }
            }
    })
