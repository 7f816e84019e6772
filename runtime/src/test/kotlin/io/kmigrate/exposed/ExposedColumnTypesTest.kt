package io.kmigrate.exposed

import io.kmigrate.schema.Column as SchemaColumn
import io.kmigrate.schema.ColumnType
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.ColumnType as ExposedColumnType
import org.jetbrains.exposed.v1.core.IntegerColumnType
import org.jetbrains.exposed.v1.core.JsonColumnMarker
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.VarCharColumnType
import org.jetbrains.exposed.v1.core.dao.id.CompositeIdTable
import org.jetbrains.exposed.v1.core.dao.id.IntIdTable
import org.jetbrains.exposed.v1.core.dao.id.LongIdTable
import org.jetbrains.exposed.v1.core.dao.id.UuidTable
import org.jetbrains.exposed.v1.core.java.javaUUID
import org.jetbrains.exposed.v1.javatime.date
import org.jetbrains.exposed.v1.javatime.datetime
import org.jetbrains.exposed.v1.javatime.duration
import org.jetbrains.exposed.v1.javatime.time
import org.jetbrains.exposed.v1.javatime.timestamp
import org.jetbrains.exposed.v1.javatime.timestampWithTimeZone

internal enum class Mood {
    SAD,
    GLAD,
}

/** How exposed-json marks its types; the module itself is not needed. */
private class DocumentType(override val usesBinaryFormat: Boolean) :
    ExposedColumnType<String>(), JsonColumnMarker {
    override val needsBinaryFormatCast: Boolean = false

    override fun sqlType(): String = error("a JSON type is known by its mark")

    override fun valueFromDB(value: Any): String = value.toString()
}

private class OddType : ExposedColumnType<String>() {
    override fun sqlType(): String = "ODDITY(3)"

    override fun valueFromDB(value: Any): String = value.toString()
}

/** The only column that [declare] makes. */
internal fun columnOf(declare: Table.() -> Column<*>): SchemaColumn =
    ExposedTables.toTable(Table("t").apply { declare() }).columns().single()

class ExposedColumnTypesTest :
    FunSpec({
        val types: List<Pair<String, Table.() -> Column<*>>> =
            listOf(
                "int8" to { byte("c") },
                "uint8" to { ubyte("c") },
                "int16" to { short("c") },
                "uint16" to { ushort("c") },
                "int32" to { integer("c") },
                "uint32" to { uinteger("c") },
                "int64" to { long("c") },
                "uint64" to { ulong("c") },
                "decimal(12,2)" to { decimal("c", 12, 2) },
                "float32" to { float("c") },
                "float64" to { double("c") },
                "boolean" to { bool("c") },
                "char(1)" to { char("c") },
                "char(3)" to { char("c", 3) },
                "varchar(200)" to { varchar("c", 200) },
                "text" to { text("c") },
                "mediumtext" to { mediumText("c") },
                "largetext" to { largeText("c") },
                "binary" to { binary("c") },
                "binary(16)" to { binary("c", 16) },
                "blob" to { blob("c") },
                "oid" to { blob("c", useObjectIdentifier = true) },
                "uuid" to { uuid("c") },
                "uuid" to { javaUUID("c") },
                "int32" to { enumeration<Mood>("c") },
                "varchar(10)" to { enumerationByName<Mood>("c", 10) },
                "mood" to { customEnumeration("c", "mood", { Mood.valueOf("$it") }, { it.name }) },
                "int32[]" to { array<Int>("c") },
                "varchar(9)[]" to { array("c", VarCharColumnType(9)) },
                "int32[][]" to
                    {
                        array<Int, List<List<Int>>>("c", IntegerColumnType(), dimensions = 2)
                    },
                "date" to { date("c") },
                "time" to { time("c") },
                "timestamp" to { datetime("c") },
                "timestamp" to { timestamp("c") },
                "timestamptz" to { timestampWithTimeZone("c") },
                "int64" to { duration("c") },
                "json" to { registerColumn("c", DocumentType(false)) },
                "jsonb" to { registerColumn("c", DocumentType(true)) },
                "varchar(9)" to { varchar("c", 9).transform({ it.length }, { "$it" }) },
                "int64" to { long("c").autoIncrement() },
                "citext" to
                    {
                        registerColumn("c", SchemaColumnType(ColumnType.CustomType("citext")))
                    },
                "VECTOR(3)" to { vector("c", 3) },
                "ODDITY(3)" to { registerColumn("c", OddType()) },
            )

        types.forEachIndexed { row, (expected, declare) ->
            test("row ${row + 1}: an Exposed column becomes $expected") {
                val column = columnOf(declare)
                column.type().toString() shouldBe expected
                column.nullable() shouldBe false
            }
        }

        test("nullability survives every wrapper") {
            val nullable: List<Table.() -> Column<*>> =
                listOf(
                    { varchar("c", 9).nullable() },
                    { varchar("c", 9).nullable().transform({ it.orEmpty() }, { it }) },
                    { varchar("c", 9).transform({ it.length }, { "$it" }).nullable() },
                    { enumeration<Mood>("c").nullable() },
                    { optReference("c", IntIdTable("users")) },
                )
            nullable.forEachIndexed { row, declare ->
                withClue("row ${row + 1}") { columnOf(declare).nullable() shouldBe true }
            }
        }

        test("the id columns of Exposed's id tables are seen through") {
            val composite =
                object : CompositeIdTable("c") {
                    val area = integer("area").entityId()
                    val number = integer("number").entityId()
                    override val primaryKey = PrimaryKey(area, number)
                }
            fun id(table: Table) = ExposedTables.toTable(table).column("id").orElseThrow()
            id(IntIdTable("t")) shouldBe
                SchemaColumn.of("id", ColumnType.IntegerType(32, false)).withAutoIncrement(true)
            id(LongIdTable("t")).type().toString() shouldBe "int64"
            id(UuidTable("t")) shouldBe SchemaColumn.of("id", ColumnType.UuidType())
            val key = ExposedTables.toTable(composite)
            key.columns().map { "${it.name()} ${it.type()}" } shouldBe
                listOf("area int32", "number int32")
            key.primaryKey()?.columns() shouldBe listOf("area", "number")
        }

        test("a collation is kept without the quotes around its name") {
            columnOf { varchar("c", 9, "nocase") }.collation() shouldBe "nocase"
            columnOf { text("c", "C") }.collation() shouldBe "C"
            columnOf { long("\"Odd name\"") }.name() shouldBe "Odd name"
        }
    })
