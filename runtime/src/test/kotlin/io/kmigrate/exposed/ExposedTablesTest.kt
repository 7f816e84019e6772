package io.kmigrate.exposed

import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.OperationDescription
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import org.jetbrains.exposed.v1.core.InternalApi
import org.jetbrains.exposed.v1.core.ReferenceOption
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.and
import org.jetbrains.exposed.v1.core.dao.id.IntIdTable
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.core.greater
import org.jetbrains.exposed.v1.core.like
import org.jetbrains.exposed.v1.core.lowerCase
import org.jetbrains.exposed.v1.core.transactions.currentTransactionOrNull
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.transactions.TransactionManager
import org.jetbrains.exposed.v1.jdbc.transactions.transaction

private fun argument(name: String, table: Table): String =
    OperationDescription.of(CreateTable(ExposedTables.toTable(table), false))
        .arguments()[name]
        .toString()

/** A table called t with a column a, and what [declare] adds. */
private class Sample(name: String = "t", declare: Sample.() -> Unit) : Table(name) {
    val a = integer("a")
    val b = varchar("b", 9)
    var key: PrimaryKey? = null

    override val primaryKey: PrimaryKey?
        get() = key

    init {
        declare()
    }
}

private object Users : Table("auth.users") {
    val id = long("id")
    val area = long("area")
    override val primaryKey = PrimaryKey(id)
}

class ExposedTablesTest :
    FunSpec({
        test("names: schema, quotes and case are the user's") {
            val names =
                listOf(
                    "t" to "t",
                    "Billing.Invoices" to "Billing.Invoices",
                    "\"odd.name\"" to "odd.name",
                )
            for ((written, expected) in names) {
                argument("table", Table(written).apply { long("a") }) shouldBe expected
            }
            ExposedTables.toTable(Table("billing.x")).name().schema() shouldBe "billing"
        }

        test("a primary key has a name only where one was given") {
            val keys =
                listOf<Pair<String, Sample.() -> Unit>>(
                    "null" to {},
                    "{columns=[a]}" to { key = PrimaryKey(a) },
                    "{columns=[b, a]}" to { key = PrimaryKey(b, a) },
                    "{name=pk_mine, columns=[a]}" to { key = PrimaryKey(a, name = "pk_mine") },
                )
            for ((expected, declare) in keys) {
                argument("primaryKey", Sample(declare = declare)) shouldBe expected
            }
        }

        test("foreign keys point from this table to the target") {
            val actions =
                listOf<Pair<String, Sample.() -> Unit>>(
                    "[{columns=[u], referencedTable=auth.users, referencedColumns=[id]}]" to
                        {
                            reference("u", Users.id)
                        },
                    "[{name=fk_u, columns=[u], referencedTable=auth.users, referencedColumns=[id], onDelete=CASCADE, onUpdate=SET NULL}]" to
                        {
                            long("u")
                                .references(
                                    Users.id,
                                    ReferenceOption.CASCADE,
                                    ReferenceOption.SET_NULL,
                                    "fk_u",
                                )
                        },
                    "[{columns=[u, v], referencedTable=auth.users, referencedColumns=[id, area], onDelete=RESTRICT}]" to
                        {
                            foreignKey(
                                long("u") to Users.id,
                                long("v") to Users.area,
                                onDelete = ReferenceOption.RESTRICT,
                            )
                        },
                    "[{columns=[p], referencedTable=t, referencedColumns=[a]}]" to
                        {
                            integer("p").references(a)
                        },
                    "[{columns=[o], referencedTable=orders, referencedColumns=[id], onDelete=SET DEFAULT}]" to
                        {
                            optReference(
                                "o",
                                IntIdTable("orders"),
                                onDelete = ReferenceOption.SET_DEFAULT,
                            )
                        },
                )
            for ((expected, declare) in actions) {
                argument("foreignKeys", Sample(declare = declare)) shouldBe expected
            }
        }

        test("indexes: uniqueIndex is an index, functions and filters are SQL text") {
            val indexes =
                listOf<Pair<String, Sample.() -> Unit>>(
                    "[{name=t_a, columns=[a]}]" to { a.index() },
                    "[{name=ix, columns=[a]}]" to { a.index("ix") },
                    "[{name=t_a_b_unique, columns=[a, b], unique=true}]" to { uniqueIndex(a, b) },
                    "[{name=ix, columns=[a], method=HASH}]" to
                        {
                            index("ix", false, a, indexType = "HASH")
                        },
                    "[{name=ix, columns=[a], unique=true, where=\"b\" = 'x'}]" to
                        {
                            uniqueIndex("ix", a) { b eq "x" }
                        },
                    "[{name=ix, columns=[a, (LOWER(\"b\"))]}]" to
                        {
                            index("ix", false, a, functions = listOf(b.lowerCase()))
                        },
                )
            for ((expected, declare) in indexes) {
                argument("indexes", Sample(declare = declare)) shouldBe expected
            }
        }

        test("checks are SQL text; those of number ranges are the type's, not the table's") {
            val checks =
                listOf<Pair<String, Sample.() -> Unit>>(
                    "null" to
                        {
                            byte("c")
                            ubyte("d")
                            short("e")
                            ushort("f")
                            uinteger("g")
                            long("h")
                        },
                    "[{name=ck, condition=(\"a\" > 0) AND (\"b\" LIKE 'x%')}]" to
                        {
                            check("ck") { (a greater 0) and (b like "x%") }
                        },
                    "[{condition=\"a\" > 0}]" to { check { a greater 0 } },
                    "[{condition=\"b\" = '\"t\".x'}]" to { check { b eq "\"t\".x" } },
                    "[{name=ck_a, condition=\"a\" > 0}]" to { a.check("ck_a") { it greater 0 } },
                )
            for ((expected, declare) in checks) {
                withClue(expected) {
                    argument("checkConstraints", Sample(declare = declare)) shouldBe expected
                }
            }
            argument(
                "checkConstraints",
                Sample("auth.T") {
                    short("c")
                    check { a greater 0 }
                },
            ) shouldBe "[{condition=\"a\" > 0}]"
        }

        test("comments of columns are kept") {
            columnOf { integer("c").comment("it's") }.comment() shouldBe "it's"
        }

        @OptIn(InternalApi::class)
        test(
            "the caller's own transaction is neither asked nor disturbed, and nothing is left behind"
        ) {
            ExposedTables.toTable(Sample { check("ck") { b eq "x" } })
            currentTransactionOrNull() shouldBe null
            TransactionManager.currentOrNull() shouldBe null

            val database = Database.connect("jdbc:sqlite::memory:")
            transaction(database) {
                val before = currentTransactionOrNull()
                argument("foreignKeys", Sample { reference("u", Users.id) }) shouldBe
                    "[{columns=[u], referencedTable=auth.users, referencedColumns=[id]}]"
                currentTransactionOrNull() shouldBe before
            }
            TransactionManager.closeAndUnregister(database)
        }
    })
