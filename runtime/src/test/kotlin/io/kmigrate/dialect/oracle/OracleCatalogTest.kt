package io.kmigrate.dialect.oracle

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.TableAssembly
import io.kmigrate.dialect.column
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.varchar
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Identity
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.math.BigDecimal

/** From what the dictionary says to the schema, as far as no server is needed for it. */
class OracleCatalogTest :
    FunSpec({
        context("types") {
            listOf(
                    row("VARCHAR2", 200, 50, "C") to VarcharType(50),
                    row("VARCHAR2", 50, 50, "B") to CustomType("VARCHAR2(50 BYTE)"),
                    row("CHAR", 1, 1, "B") to BooleanType(),
                    row("CHAR", 12, 3, "C") to ColumnType.CharType(3),
                    row("NUMBER", 22, precision = 10, scale = 0) to IntegerType(32, false),
                    row("NUMBER", 22, precision = 19, scale = 0) to IntegerType(64, false),
                    row("NUMBER", 22, precision = 10, scale = 2) to DecimalType(10, 2),
                    row("NUMBER", 22) to CustomType("NUMBER"),
                    row("NUMBER", 22, scale = 0) to DecimalType(38, 0),
                    row("NUMBER", 22, precision = 5, scale = -2) to CustomType("NUMBER(5, -2)"),
                    row("BINARY_DOUBLE", 8) to ColumnType.FloatType(64),
                    row("FLOAT", 22, precision = 126) to CustomType("FLOAT(126)"),
                    row("RAW", 16) to ColumnType.UuidType(),
                    row("RAW", 8) to ColumnType.BinaryType(8),
                    row("CLOB", 4000) to ColumnType.TextType(ColumnType.TextType.Size.NORMAL),
                    row("DATE", 7) to ColumnType.DateType(),
                    row("TIMESTAMP(6)", 11) to TimestampType(false),
                    row("TIMESTAMP(9)", 11) to CustomType("TIMESTAMP(9)"),
                    row("TIMESTAMP(6) WITH TIME ZONE", 13) to TimestampType(true),
                    row("TIMESTAMP(6) WITH LOCAL TIME ZONE", 11) to
                        CustomType("TIMESTAMP(6) WITH LOCAL TIME ZONE"),
                )
                .forEach { (text, type) ->
                    test(text) { OracleTypes.parse(text) shouldBe type }
                }
        }

        context("types that the database treats as one are equal") {
            listOf(
                    Triple(BooleanType(), CustomType("CHAR(1 BYTE)"), true),
                    Triple(ColumnType.TimeType(), TimestampType(false), true),
                    Triple(ColumnType.BinaryType(16), ColumnType.UuidType(), true),
                    Triple(ColumnType.JsonType(false), CustomType("VARCHAR2(4000 BYTE)"), true),
                    Triple(DecimalType(10, 0), int32, true),
                    Triple(CustomType("varchar2(5 char)"), VarcharType(5), true),
                    Triple(VarcharType(5), ColumnType.CharType(5), false),
                    Triple(IntegerType(64, false), int32, false),
                )
                .forEach { (left, right, same) ->
                    test("$left, $right") {
                        Dialects.named("oracle").equivalence().sameType(left, right) shouldBe same
                    }
                }
        }

        context("defaults") {
            listOf(
                    Triple("0 ", int32, literal(0)),
                    Triple("1\n", BooleanType(), literal(true)),
                    Triple("'it''s'", varchar(9), literal("it's")),
                    Triple("9.90", DecimalType(10, 2), literal(BigDecimal("9.90"))),
                    Triple("SYSTIMESTAMP", TimestampType(false), expression("SYSTIMESTAMP")),
                    Triple("'a'||'b'", varchar(9), expression("'a'||'b'")),
                    Triple("NULL ", int32, null),
                )
                .forEach { (text, type, value) ->
                    test(text.trim()) { DefaultText.parse(text, type) shouldBe value }
                }
        }

        test("numbering is read from its options") {
            CatalogReader.identity(
                "ALWAYS",
                "START WITH: 100, INCREMENT BY: 5, MAX_VALUE: 9999999999999999999999999999, CYCLE_FLAG: N",
            ) shouldBe Identity(true, 100, 5)
            CatalogReader.identity(
                "BY DEFAULT",
                "START WITH: 1, INCREMENT BY: -1, MAX_VALUE: 1",
            ) shouldBe Identity(false, 1, -1)
            CatalogReader.identity(null, null) shouldBe null
        }

        test("a descending column is kept as an expression, and read as a column") {
            CatalogReader.part("SYS_NC00005$", true, "\"AGE\"") shouldBe
                IndexColumn.column("age").descendingOrder()
            CatalogReader.part("SYS_NC00006$", false, "LOWER(\"EMAIL\") ") shouldBe
                IndexColumn.expression("LOWER(\"EMAIL\")")
            CatalogReader.part("Age", false, null) shouldBe IndexColumn.column("Age")
        }

        test("rows of a catalog become tables in any order") {
            val tables = TableAssembly()
            tables.addTable("A", name("a"), "first")
            tables.addTable("B", name("b"), null)
            listOf("A", "B", "GONE").forEach { tables.addColumn(it, column("id", int32)) }
            tables.addColumn("A", nullable("other", int32))
            tables.addPrimaryKeyColumn("A", "pk", "id")
            tables.addPrimaryKeyColumn("A", "pk", "other")
            val unique = UniqueConstraint("uq", listOf())
            listOf("other", "id").forEach { tables.addUniqueColumn("A", unique, it) }
            tables.addUniqueColumn("B", unique, "id")
            tables.addCheck("A", CheckConstraint("ck", "id > 0"))
            val key = ForeignKey.of("fk", listOf(), name("b"), listOf())
            tables.addForeignKeyColumn("A", key, "id", "x")
            tables.addForeignKeyColumn("A", key, "other", "y")
            val index = Index.of("ix", listOf<IndexColumn>()).withUnique(true)
            tables.addIndexColumn("A", index, IndexColumn.column("id").descendingOrder())
            tables.addIncludedColumn("A", index, "other")
            tables.tables() shouldContainExactly
                listOf(
                    Table.of(
                            name("a"),
                            listOf(column("id", int32), nullable("other", int32)),
                            PrimaryKey("pk", listOf("id", "other")),
                        )
                        .withComment("first")
                        .withUniqueConstraints(
                            listOf(UniqueConstraint("uq", listOf("other", "id")))
                        )
                        .withCheckConstraints(listOf(CheckConstraint("ck", "id > 0")))
                        .withForeignKeys(
                            listOf(
                                ForeignKey.of(
                                    "fk",
                                    listOf("id", "other"),
                                    name("b"),
                                    listOf("x", "y"),
                                )
                            )
                        )
                        .withIndexes(
                            listOf(
                                index
                                    .withColumns(listOf(IndexColumn.column("id").descendingOrder()))
                                    .withInclude(listOf("other"))
                            )
                        ),
                    Table.of(name("b"), listOf(column("id", int32)), null)
                        .withUniqueConstraints(listOf(UniqueConstraint("uq", listOf("id")))),
                )
        }
    })

private fun row(
    name: String,
    bytes: Int,
    characters: Int = 0,
    used: String? = null,
    precision: Int? = null,
    scale: Int? = null,
): String = CatalogReader.typeText(name, bytes, characters, used, precision, scale)
