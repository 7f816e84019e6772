package io.kmigrate.dialect.sqlite

import io.kmigrate.dialect.column
import io.kmigrate.dialect.insert
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.query
import io.kmigrate.dialect.run
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.CreateTable
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Table as SchemaTable
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.OffsetDateTime
import java.util.UUID
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.ResultRow
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.java.javaUUID
import org.jetbrains.exposed.v1.javatime.date
import org.jetbrains.exposed.v1.javatime.datetime
import org.jetbrains.exposed.v1.javatime.time
import org.jetbrains.exposed.v1.javatime.timestamp
import org.jetbrains.exposed.v1.javatime.timestampWithTimeZone
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.transaction

private object Values : Table("v") {
    val flag = bool("flag")
    val whole = long("whole")
    val exact = decimal("exact", 10, 2)
    val inexact = double("inexact")
    val words = varchar("words", 20)
    val bytes = binary("bytes", 10)
    val id = javaUUID("id")
    val day = date("day")
    val clock = time("clock")
    val local = datetime("local")
    val moment = timestamp("moment")
    val zoned = timestampWithTimeZone("zoned")
}

private val types =
    mapOf(
        "flag" to ColumnType.BooleanType(),
        "whole" to int64,
        "exact" to ColumnType.DecimalType(10, 2),
        "inexact" to ColumnType.FloatType(64),
        "words" to varchar(20),
        "bytes" to ColumnType.BinaryType(10),
        "id" to ColumnType.UuidType(),
        "day" to ColumnType.DateType(),
        "clock" to ColumnType.TimeType(),
        "local" to ColumnType.TimestampType(false),
        "moment" to ColumnType.TimestampType(false),
        "zoned" to ColumnType.TimestampType(true),
    )

private fun row(time: String, offset: String): Map<String, Any> =
    mapOf(
        "flag" to true,
        "whole" to 5_000_000_000,
        "exact" to BigDecimal("12.50"),
        "inexact" to 0.1,
        "words" to "it's",
        "bytes" to byteArrayOf(0, -1),
        "id" to UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
        "day" to LocalDate.parse("2026-02-03"),
        "clock" to LocalTime.parse(time),
        "local" to LocalDateTime.parse("2026-02-03T$time"),
        "moment" to Instant.parse("2026-02-03T${time}Z"),
        "zoned" to OffsetDateTime.parse("2026-02-03T$time$offset"),
    )

/** Rows that migrations insert and rows that Exposed inserts are the same to both. */
class SqliteExposedTest :
    FunSpec({
        val dialect = SqliteDialect()

        listOf("04:05:06.123" to "+02:00", "04:05:06" to "Z", "14:05:00.1" to "-11:30").forEach {
            (time, offset) ->
            val values = row(time, offset)
            val source = sqliteFile()
            source.connection.use { connection ->
                val table =
                    SchemaTable.of(
                        name("v"),
                        types.map { (name, type) -> column(name, type) },
                        null,
                    )
                connection.run(dialect, CreateTable(table, false))
                connection.run(dialect, insert("v", values))
            }
            val database = Database.connect(source)

            test("Exposed reads what a bulk insert wrote: $time$offset") {
                val row = transaction(database) { Values.selectAll().single() }
                row.plain() shouldBe values.mapValues { (_, value) -> plain(value) }
            }

            test("Exposed writes what a bulk insert writes: $time$offset") {
                transaction(database) {
                    Values.insert { row ->
                        Values.columns.forEach { column ->
                            @Suppress("UNCHECKED_CAST")
                            row[column as Column<Any>] = values.getValue(column.name)
                        }
                    }
                }
                source.connection.use { connection ->
                    val rows =
                        types.keys.map {
                            connection.query("select '$it ' || quote($it) from v order by rowid")
                        }
                    rows.map { it.last() } shouldBe rows.map { it.first() }
                }
            }
        }
    })

private fun ResultRow.plain(): Map<String, Any> =
    Values.columns.associate { it.name to plain(checkNotNull(this[it])) }

private fun plain(value: Any): Any = if (value is ByteArray) value.toList() else value
