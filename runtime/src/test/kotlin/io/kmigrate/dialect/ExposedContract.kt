package io.kmigrate.dialect

import io.kmigrate.exposed.ExposedTables
import io.kmigrate.exposed.MigrationConnection
import io.kmigrate.operation.CreateTable
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
import javax.sql.DataSource
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.core.java.javaUUID
import org.jetbrains.exposed.v1.core.statements.UpdateBuilder
import org.jetbrains.exposed.v1.core.statements.api.ExposedBlob
import org.jetbrains.exposed.v1.javatime.date
import org.jetbrains.exposed.v1.javatime.datetime
import org.jetbrains.exposed.v1.javatime.time
import org.jetbrains.exposed.v1.javatime.timestamp
import org.jetbrains.exposed.v1.javatime.timestampWithTimeZone
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll

/**
 * A column of every type that Exposed has on every database, each with a default where it can have
 * one.
 *
 * @param words a default that is hard to quote
 * @param clock a time as precise as the database keeps it
 */
open class Everything(
    words: String = "it's",
    clock: LocalTime = LocalTime.of(3, 4, 5),
) : Table("everything") {
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
    val aVarchar = varchar("a_varchar", 20).default(words)
    val aText = text("a_text").default("")
    val aUuid = javaUUID("a_uuid").default(UUID(1, 2))
    val aDate = date("a_date").default(LocalDate.of(2020, 1, 2))
    val aTime = time("a_time").default(clock)
    val aDateTime =
        datetime("a_datetime").default(LocalDateTime.of(2020, 1, 2, 3, 4, 5, 600_000_000))
    val anInstant = timestamp("an_instant").default(Instant.parse("2020-01-02T03:04:05Z"))
    val anEnumeration =
        enumerationByName<Thread.State>("an_enumeration", 20).default(Thread.State.NEW)
    val bytes = binary("bytes", 16)
    val aBlob = blob("a_blob")

    override val primaryKey = PrimaryKey(id)

    /** Gives a value to each column without a default. */
    open fun fill(row: UpdateBuilder<*>) {
        row[bytes] = byteArrayOf(1, 2)
        row[aBlob] = ExposedBlob(byteArrayOf(3))
    }
}

/** The same with the types that not every database has. */
class EverythingAndMore(
    text: String = "it's",
    clock: LocalTime = LocalTime.of(3, 4, 5),
) : Everything(text, clock) {
    val aMoment =
        timestampWithTimeZone("a_moment").default(OffsetDateTime.parse("2020-01-02T03:04:05Z"))
    val words = array<String>("words")

    override fun fill(row: UpdateBuilder<*>) {
        super.fill(row)
        row[words] = listOf("a,b", "c")
    }
}

/**
 * Users write rows with Exposed into columns that we made.
 *
 * @param everything a table that the database can have
 * @param bySql inserts the row that [Everything.fill] fills, and leaves the rest to defaults
 */
abstract class ExposedContract(
    private val dialect: Dialect,
    freshDatabase: () -> DataSource,
    private val everything: Everything,
    private val bySql: String,
) : FunSpec() {
    private val source by lazy {
        freshDatabase().also { source ->
            source.connection.use {
                it.run(dialect, CreateTable(ExposedTables.toTable(everything), false))
            }
        }
    }

    protected val wanted by lazy { ExposedTables.toTable(everything) }

    /** As in a `data` step. */
    private fun inStep(block: () -> Unit) =
        MigrationConnection(source.connection, dialect.textParameters()).use {
            it.run({ block() }, {})
        }

    protected fun found() =
        source.connection.use { dialect.introspector().introspect(it).table(wanted.name()).get() }

    init {
        test("Exposed writes and reads every type, and the database's defaults are Exposed's") {
            source.connection.use { it.execute(bySql) }
            inStep {
                everything.insert { fill(it) }
                val (bySql, byExposed) =
                    everything.selectAll().orderBy(everything.id).map { row ->
                        (everything.columns - everything.id).map { column ->
                            row[column].let { if (it is ByteArray) it.toList() else it }
                        }
                    }
                bySql shouldBe byExposed
                everything.selectAll().map { it[everything.id] }.sorted() shouldBe listOf(1L, 2L)
                everything.selectAll().where { everything.aUuid eq UUID(1, 2) }.count() shouldBe 2
            }
        }

        test("the catalog equals the description of Exposed") {
            val found = found()
            wanted.columns().filterNot {
                dialect.equivalence().sameType(it.type(), found.column(it.name()).get().type())
            } shouldBe listOf()
        }
    }
}
