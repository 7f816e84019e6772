package io.kmigrate.exposed

import io.kmigrate.Migrator
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.code
import io.kmigrate.testing.migration
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.doubles.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.math.BigDecimal
import javax.sql.DataSource
import kotlin.math.abs
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.selectAll

/** The limits of each type of numbers come back, as defaults and as rows. */
class NumberLimitsTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            test("$kind keeps the limits of every type of numbers") {
                val table = Limits(kind)
                val values =
                    table.wanted.entries.associate {
                        it.key.name to ExposedValues.plain(it.value)!!
                    }
                val rows =
                    BulkInsert(
                        TableName.of("limits"),
                        listOf(mapOf("id" to 1), values + ("id" to 2)),
                    )
                upgrade(
                    kind.fresh(),
                    CreateTable(ExposedTables.toTable(table), false),
                    rows,
                    code {
                        table.selectAll().forEach { row ->
                            (table.columns - table.id).forEach { column ->
                                withClue(column.name) {
                                    checkSame(kind, row[column], table.wanted.getValue(column))
                                }
                            }
                        }
                        table.selectAll().count() shouldBe 2
                    },
                )
            }

            listOf(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY).forEach { number
                ->
                test("$kind keeps $number of ${number::class.simpleName}, or it is refused") {
                    val table = Unusual(number)
                    fun run() =
                        upgrade(
                            kind.fresh(),
                            CreateTable(ExposedTables.toTable(table), false),
                            BulkInsert(TableName.of("unusual"), listOf(mapOf("id" to 1))),
                            code {
                                "${table.selectAll().single()[table.number]}" shouldBe "$number"
                            },
                        )
                    if (kind.isOfMysql || (kind == SQLITE && number.toDouble().isNaN())) {
                        shouldThrow<MigrationException> { run() }.message shouldContain
                            "cannot keep the number $number"
                    } else {
                        run()
                    }
                }
            }
        }
    })

/** MariaDB and MySQL write the digits of a FLOAT that are certain, six. */
private fun checkSame(kind: TestDatabase, found: Any?, wanted: Any) {
    if (wanted is Float && kind.isOfMysql) {
        abs((found as Float) / wanted - 1.0) shouldBeLessThan 1e-5
    } else if (wanted is BigDecimal) {
        (found as BigDecimal).compareTo(wanted) shouldBe 0
    } else {
        found shouldBe wanted
    }
}

private class Unusual(value: Number) : Table("unusual") {
    val id = integer("id")
    val number: Column<*> =
        if (value is Float) float("number").default(value)
        else double("number").default(value.toDouble())
}

private class Limits(kind: TestDatabase) : Table("limits") {
    val wanted = mutableMapOf<Column<*>, Any>()
    val id = integer("id")

    init {
        listOf(Byte.MIN_VALUE, Byte.MAX_VALUE).each("byte") { byte(it) }
        listOf(Short.MIN_VALUE, Short.MAX_VALUE).each("short") { short(it) }
        listOf(Int.MIN_VALUE, Int.MAX_VALUE).each("int") { integer(it) }
        listOf(Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE).each("long") { long(it) }
        listOf(UByte.MIN_VALUE, UByte.MAX_VALUE).each("ubyte") { ubyte(it) }
        listOf(UShort.MIN_VALUE, UShort.MAX_VALUE).each("ushort") { ushort(it) }
        listOf(UInt.MIN_VALUE, UInt.MAX_VALUE).each("uint") { uinteger(it) }
        // SQLite has whole numbers of 64 bits with a sign.
        val greatest =
            if (kind == SQLITE || kind == POSTGRESQL) Long.MAX_VALUE.toULong() else ULong.MAX_VALUE
        listOf(ULong.MIN_VALUE, greatest).each("ulong") { ulong(it) }
        listOf(Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 1e-7f).each("float") {
            float(it)
        }
        listOf(Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -1e-7).each("double") {
            double(it)
        }
        listOf("99999999.9999", "-99999999.9999", "0.0001").map(::BigDecimal).each("decimal") {
            decimal(it, 12, 4)
        }
    }

    private fun <T : Any> List<T>.each(name: String, declare: (String) -> Column<T>) {
        forEachIndexed { place, value ->
            wanted[declare("$name$place").default(value)] = value
        }
    }
}

private fun upgrade(database: DataSource, vararg operations: Operation) {
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(migration("a1", up = operations.toList()))))
        .build()
        .upgrade()
}
