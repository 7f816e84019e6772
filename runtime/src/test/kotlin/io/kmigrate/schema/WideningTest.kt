package io.kmigrate.schema

import io.kmigrate.schema.ColumnType.BlobType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CharType
import io.kmigrate.schema.ColumnType.DateType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.ColumnType.UuidType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** A row each: from, to, whether every value of the one fits into the other. */
class WideningTest :
    FunSpec({
        val int16 = IntegerType(16, false)
        val int32 = IntegerType(32, false)
        val unsigned32 = IntegerType(32, true)
        val int64 = IntegerType(64, false)
        val mood = EnumType("mood", listOf("ok", "sad"))
        listOf(
                Triple(int32, int64, true),
                Triple(int64, int32, false),
                Triple(unsigned32, int32, false),
                Triple(unsigned32, int64, true),
                Triple(int32, unsigned32, false),
                Triple(int32, DecimalType(10, 0), true),
                Triple(int32, DecimalType(9, 0), false),
                Triple(int16, DecimalType(7, 2), true),
                Triple(DecimalType(6, 2), DecimalType(8, 4), true),
                Triple(DecimalType(6, 2), DecimalType(7, 4), false),
                Triple(DecimalType(6, 2), int64, false),
                Triple(FloatType(32), FloatType(64), true),
                Triple(FloatType(64), FloatType(32), false),
                Triple(VarcharType(10), VarcharType(20), true),
                Triple(VarcharType(20), VarcharType(10), false),
                Triple(CharType(3), VarcharType(3), true),
                Triple(int32, VarcharType(11), true),
                Triple(int32, VarcharType(10), false),
                Triple(UuidType(), VarcharType(36), true),
                Triple(UuidType(), VarcharType(35), false),
                Triple(TextType(TextType.Size.NORMAL), VarcharType(9999), false),
                Triple(BooleanType(), TextType(TextType.Size.NORMAL), true),
                Triple(mood, VarcharType(3), true),
                Triple(mood, VarcharType(2), false),
                Triple(mood, EnumType("mood", listOf("ok", "sad", "glad")), true),
                Triple(mood, EnumType("mood", listOf("ok")), false),
                Triple(DateType(), TimestampType(false), true),
                Triple(TimestampType(false), DateType(), false),
                Triple(TimestampType(false), TimestampType(true), true),
                Triple(TimestampType(true), TimestampType(false), false),
                Triple(BlobType(), VarcharType(10), false),
            )
            .forEach { (from, to, holds) ->
                test("$from ${if (holds) "fits into" else "may not fit into"} $to") {
                    Widening.holds(from, to) shouldBe holds
                }
            }
    })
