package io.kmigrate.operation

import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.schema.View
import io.kmigrate.testing.create
import io.kmigrate.testing.sql
import io.kmigrate.testing.table
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** Which operations may change places, and which may not: a row each, in both orders. */
class FootprintTest :
    FunSpec({
        val commuting =
            listOf(
                create("a") to create("b"),
                add("a", "x") to add("a", "y"),
                add("a", "x") to create("b"),
                add("a", "x") to madeIndex("ix", "a", "name"),
                madeIndex("ix_1", "a", "x") to madeIndex("ix_2", "a", "x"),
                madeIndex("ix", "a", "x") to insert("a"),
                DropColumn(name("a"), "x", false) to add("a", "y"),
                RenameColumn(name("a"), "x", "y") to add("a", "z"),
                DropTable(name("a"), false) to create("b"),
                CreateTable(table("a").withName(TableName("s", "a")), false) to
                    CreateTable(
                        table("a").withName(TableName("t", "a")),
                        false,
                    ),
                view("v", "select * from a") to add("b", "x"),
                declared("create table c (id int)", create("c")) to create("d"),
                CommentOnTable(name("a"), "words") to add("a", "x"),
                insert("a") to insert("b"),
                enumOf("mood") to create("a"),
            )
        val clashing =
            listOf(
                create("a") to create("A"),
                create("a") to add("a", "x"),
                create("a") to RenameTable(name("b"), "a"),
                create("a") to
                    CreateTable(
                        table("a").withName(TableName("public", "a")),
                        false,
                    ),
                add("a", "x") to add("a", "X"),
                add("a", "x") to madeIndex("ix", "a", "x"),
                add("a", "x") to insert("a"),
                add("a", "x") to RenameColumn(name("a"), "x", "y"),
                add("a", "x") to RenameTable(name("a"), "b"),
                add("a", "x") to DropTable(name("a"), false),
                madeIndex("ix", "a", "x") to madeIndex("ix", "b", "x"),
                madeIndex("ux", "a", "x", unique = true) to insert("a"),
                insert("a") to insert("a"),
                foreignKey("a", "b") to DropTable(name("b"), false),
                foreignKey("a", "b") to DropConstraint(name("b"), "pk_b", false),
                foreignKey("a", "b") to insert("b"),
                check("a", "x > 0") to DropColumn(name("a"), "x", false),
                CreateUniqueConstraint(name("a"), UniqueConstraint("uq", listOf("x"))) to
                    insert("a"),
                view("v", "select * from a") to add("a", "x"),
                view("v", "select nextval('numbers')") to DropSequence(name("numbers"), false),
                CreateSchema("s", false) to
                    CreateTable(
                        table("a").withName(TableName("s", "a")),
                        false,
                    ),
                enumOf("mood") to
                    AddColumn(
                        name("a"),
                        Column.of("x", ColumnType.EnumType("mood", listOf("good"))),
                        null,
                        false,
                    ),
                AddEnumValue(name("mood"), "fair", null, false, false) to
                    AddEnumValue(name("mood"), "bad", null, false, false),
                trigger("a") to insert("a"),
                declared("create table c (id int); update a set x = 1", create("c")) to
                    madeIndex("ux", "a", "x", unique = true),
                declared("create table c (id int)", create("c")) to create("c"),
                declared("create table c (id int)", create("c")) to
                    declared("create table d (id int)", create("d")),
                sql("select 1") to create("a"),
                RunCode("step") {} to create("a"),
            )
        (commuting.map { it to true } + clashing.map { it to false }).forEach { (pair, expected) ->
            val (left, right) = pair
            val verb = if (expected) "commutes with" else "does not commute with"
            test("${text(left)} $verb ${text(right)}") {
                withClue("in this order") {
                    Footprint.of(left).commutesWith(Footprint.of(right)) shouldBe expected
                }
                withClue("in the other") {
                    Footprint.of(right).commutesWith(Footprint.of(left)) shouldBe expected
                }
            }
        }
    })

private fun text(operation: Operation) = OperationDescription.of(operation).toString().take(90)

private fun name(table: String) = TableName.of(table)

private fun add(table: String, column: String): Operation =
    AddColumn(name(table), Column.of(column, ColumnType.VarcharType(9)), null, false)

private fun insert(table: String): Operation = BulkInsert(name(table), listOf(mapOf("id" to 1)))

private fun madeIndex(index: String, table: String, column: String, unique: Boolean = false) =
    CreateIndex(
        name(table),
        Index(
            index,
            listOf(IndexColumn.column(column)),
            unique,
            false,
            null,
            null,
            listOf(),
            mapOf(),
        ),
        false,
        false,
    )

private fun foreignKey(table: String, referenced: String) =
    CreateForeignKey(
        name(table),
        ForeignKey.of("fk", listOf("b_id"), name(referenced), listOf("id")),
    )

private fun check(table: String, condition: String) =
    CreateCheckConstraint(name(table), CheckConstraint("ck", condition))

private fun view(view: String, query: String) = CreateView(View(name(view), query, false), false)

private fun enumOf(type: String) =
    CreateEnum(DatabaseEnum(name(type), listOf("good", "bad")), false)

private fun trigger(table: String) =
    CreateProgram(
        StoredProgram(
            StoredProgram.Id(StoredProgram.Kind.TRIGGER, name("tr"), name(table), null),
            "create trigger tr",
        ),
        false,
    )

private fun declared(text: String, vararg changes: Operation) =
    ExecuteSql(text, mapOf(), mapOf(), changes.toList(), null)
