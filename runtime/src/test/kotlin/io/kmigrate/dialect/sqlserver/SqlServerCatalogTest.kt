package io.kmigrate.dialect.sqlserver

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.View
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.math.BigDecimal

/** From what the sys views say to the schema, as far as no server is needed for it. */
class SqlServerCatalogTest :
    FunSpec({
        context("types") {
            listOf(
                    listOf("nvarchar", 100, 0, 0) to VarcharType(50),
                    listOf("nvarchar", -1, 0, 0) to TextType(TextType.Size.NORMAL),
                    listOf("nchar", 6, 0, 0) to ColumnType.CharType(3),
                    listOf("varchar", 50, 0, 0) to CustomType("varchar(50)"),
                    listOf("varbinary", 16, 0, 0) to ColumnType.BinaryType(16),
                    listOf("varbinary", -1, 0, 0) to ColumnType.BlobType(),
                    listOf("decimal", 9, 10, 2) to DecimalType(10, 2),
                    listOf("tinyint", 1, 3, 0) to IntegerType(8, true),
                    listOf("bigint", 8, 19, 0) to IntegerType(64, false),
                    listOf("float", 8, 53, 0) to FloatType(64),
                    listOf("real", 4, 24, 0) to FloatType(32),
                    listOf("bit", 1, 1, 0) to BooleanType(),
                    listOf("datetime2", 8, 27, 7) to TimestampType(false),
                    listOf("datetime2", 6, 19, 0) to CustomType("datetime2(0)"),
                    listOf("datetimeoffset", 10, 34, 7) to TimestampType(true),
                    listOf("time", 5, 16, 7) to ColumnType.TimeType(),
                    listOf("date", 3, 10, 0) to ColumnType.DateType(),
                    listOf("uniqueidentifier", 16, 0, 0) to ColumnType.UuidType(),
                    listOf("geography", -1, 0, 0) to CustomType("geography"),
                )
                .forEach { (row, type) ->
                    test("$row") {
                        val (name, bytes, precision, scale) = row
                        SqlServerTypes.parse(
                            CatalogReader.typeText(
                                name as String,
                                bytes as Int,
                                precision as Int,
                                scale as Int,
                            )
                        ) shouldBe type
                    }
                }
        }

        context("types that the database treats as one are equal") {
            listOf(
                    Triple(IntegerType(8, false), IntegerType(16, false), true),
                    Triple(VarcharType(5000), TextType(TextType.Size.LARGE), true),
                    Triple(ColumnType.JsonType(true), TextType(TextType.Size.NORMAL), true),
                    Triple(CustomType("decimal (10,2)"), DecimalType(10, 2), true),
                    Triple(CustomType("Double  Precision"), FloatType(64), true),
                    Triple(CustomType("varchar(50)"), VarcharType(50), false),
                    Triple(IntegerType(8, true), IntegerType(8, false), false),
                )
                .forEach { (left, right, same) ->
                    test("$left, $right") {
                        Dialects.named("sqlserver").equivalence().sameType(left, right) shouldBe
                            same
                    }
                }
        }

        context("definitions") {
            listOf(
                    Triple("((0))", IntegerType(32, false), literal(0)),
                    Triple("((-1))", IntegerType(64, false), literal(-1L)),
                    Triple("((1))", BooleanType(), literal(true)),
                    Triple("((0.))", FloatType(64), literal(0.0)),
                    Triple("((9.90))", DecimalType(10, 2), literal(BigDecimal("9.90"))),
                    Triple("(N'it''s')", VarcharType(20), literal("it's")),
                    Triple("('')", VarcharType(20), literal("")),
                    Triple("(getdate())", TimestampType(false), expression("getdate()")),
                    Triple("(N'a'+N'b')", VarcharType(20), expression("N'a'+N'b'")),
                    Triple("(NULL)", VarcharType(20), null),
                )
                .forEach { (text, type, value) ->
                    test(text) { DefinitionText.defaultValue(text, type) shouldBe value }
                }

            listOf(
                    "([total]>=(0))" to "[total]>=(0)",
                    "([a]>(0)) OR ([b]>(0))" to "([a]>(0)) OR ([b]>(0))",
                    "([x]=')' AND [y)]=1)" to "[x]=')' AND [y)]=1",
                )
                .forEach { (text, plain) ->
                    test(text) { DefinitionText.plain(text) shouldBe plain }
                }
        }

        context("the query of a view") {
            listOf(
                    "CREATE VIEW [v] AS\nselect 1" to "select 1",
                    "create or alter view dbo.[my as view] (a, b) with schemabinding as select 1 as a;" to
                        "select 1 as a",
                )
                .forEach { (definition, query) ->
                    test(definition) {
                        ObjectReader.module("V", name("v"), null, definition) shouldBe
                            View(name("v"), query, false)
                    }
                }
        }
    })
