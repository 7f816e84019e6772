package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.Catalog
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.operation.CreateTable
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.math.BigDecimal
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.OffsetDateTime
import java.util.UUID
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.java.javaUUID
import org.jetbrains.exposed.v1.core.statements.api.ExposedBlob
import org.jetbrains.exposed.v1.javatime.date
import org.jetbrains.exposed.v1.javatime.datetime
import org.jetbrains.exposed.v1.javatime.time
import org.jetbrains.exposed.v1.javatime.timestamp
import org.jetbrains.exposed.v1.javatime.timestampWithTimeZone
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.transaction

private object Everything : Table("everything") {
    val id = long("id").autoIncrement()
    val aByte = byte("a_byte").default(-1)
    val aShort = short("a_short").default(2)
    val anInt = integer("an_int").default(3)
    val aLong = long("a_long").default(4)
    val aUByte = ubyte("a_ubyte").default(5u)
    val aUShort = ushort("a_ushort").default(60000u)
    val aUInt = uinteger("a_uint").default(4000000000u)
    val aULong = ulong("a_ulong").default(8u)
    val aFloat = float("a_float").default(1.5f)
    val aDouble = double("a_double").default(2.5)
    val aDecimal = decimal("a_decimal", 10, 2).default(BigDecimal("3.25"))
    val aBoolean = bool("a_boolean").default(true)
    val aChar = char("a_char", 3).default("abc")
    val aVarchar = varchar("a_varchar", 20).default("it's")
    val aText = text("a_text").default("")
    val aUuid = javaUUID("a_uuid").default(UUID(1, 2))
    val aDate = date("a_date").default(LocalDate.of(2020, 1, 2))
    val aTime = time("a_time").default(LocalTime.of(3, 4, 5))
    val aDateTime =
        datetime("a_datetime").default(LocalDateTime.of(2020, 1, 2, 3, 4, 5, 600_000_000))
    val anInstant = timestamp("an_instant").default(Instant.parse("2020-01-02T03:04:05Z"))
    val aMoment =
        timestampWithTimeZone("a_moment").default(OffsetDateTime.parse("2020-01-02T03:04:05Z"))
    val anEnumeration =
        enumerationByName<Thread.State>("an_enumeration", 20).default(Thread.State.NEW)
    val bytes = binary("bytes", 16)
    val aBlob = blob("a_blob")
    val words = array<String>("words")

    override val primaryKey = PrimaryKey(id)
}

/** Users write rows with Exposed into columns that we made. */
class PostgresExposedTest :
    FunSpec({
        val source = TestPostgres.freshDatabase()

        test("Exposed writes and reads every type, and the database's defaults are Exposed's") {
            source.connection.use { connection ->
                val create = CreateTable(ExposedTables.toTable(Everything), false)
                connection.execute(
                    *DIALECT.render(create, Catalog.of(Snapshot.empty())).toTypedArray()
                )
                connection.execute(
                    "INSERT INTO everything (bytes, a_blob, words) VALUES ('\\x0102', '\\x03', '{\"a,b\",c}')"
                )
            }
            transaction(Database.connect(source)) {
                Everything.insert {
                    it[bytes] = byteArrayOf(1, 2)
                    it[aBlob] = ExposedBlob(byteArrayOf(3))
                    it[words] = listOf("a,b", "c")
                }
                val (bySql, byExposed) =
                    Everything.selectAll().orderBy(Everything.id).map { row ->
                        (Everything.columns - Everything.id).map { column ->
                            row[column].let { if (it is ByteArray) it.toList() else it }
                        }
                    }
                bySql shouldBe byExposed
                Everything.selectAll().map { it[Everything.id] }.sorted() shouldBe listOf(1L, 2L)
            }
        }

        test("what Exposed described is what the catalog says") {
            source.connection.use { connection ->
                val wanted = ExposedTables.toTable(Everything)
                val found = DIALECT.introspector().introspect(connection).table(wanted.name()).get()
                wanted.columns().filterNot {
                    DIALECT.equivalence().sameType(it.type(), found.column(it.name()).get().type())
                } shouldBe listOf()
            }
        }
    })
