package io.kmigrate.exposed

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.math.BigDecimal
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.util.UUID
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.CustomFunction
import org.jetbrains.exposed.v1.core.LongColumnType
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.java.javaUUID
import org.jetbrains.exposed.v1.core.stringLiteral
import org.jetbrains.exposed.v1.javatime.CurrentDate
import org.jetbrains.exposed.v1.javatime.CurrentDateTime
import org.jetbrains.exposed.v1.javatime.CurrentTimestamp
import org.jetbrains.exposed.v1.javatime.CurrentTimestampWithTimeZone
import org.jetbrains.exposed.v1.javatime.date
import org.jetbrains.exposed.v1.javatime.datetime
import org.jetbrains.exposed.v1.javatime.duration
import org.jetbrains.exposed.v1.javatime.time
import org.jetbrains.exposed.v1.javatime.timestamp
import org.jetbrains.exposed.v1.javatime.timestampWithTimeZone

private const val SOME_UUID = "123e4567-e89b-12d3-a456-426614174000"

class ExposedDefaultsTest :
    FunSpec({
        /** Kind and text of a default; the kind decides how a dialect renders it. */
        val defaults: List<Pair<String?, Table.() -> Column<*>>> =
            listOf(
                null to { long("c") },
                "Literal 5" to { integer("c").default(5) },
                "Literal 5" to { uinteger("c").default(5u) },
                "Literal 18446744073709551615" to { ulong("c").default(ULong.MAX_VALUE) },
                "Literal 7" to { ubyte("c").default(7u) },
                "Literal 1.50" to { decimal("c", 5, 2).default(BigDecimal("1.50")) },
                "Literal true" to { bool("c").default(true) },
                "Literal 'o''x'" to { varchar("c", 9).default("o'x") },
                "Literal 'x'" to { char("c").default('x') },
                "Literal 1" to { enumeration<Mood>("c").default(Mood.GLAD) },
                "Literal 'GLAD'" to { enumerationByName<Mood>("c", 9).default(Mood.GLAD) },
                "Literal 'GLAD'" to
                    {
                        customEnumeration("c", "mood", { Mood.valueOf("$it") }, { it.name })
                            .default(Mood.GLAD)
                    },
                "Literal '12'" to
                    {
                        varchar("c", 9).transform({ it.toInt() }, { "$it" }).default(12)
                    },
                "Literal $SOME_UUID" to { javaUUID("c").default(UUID.fromString(SOME_UUID)) },
                "Literal 2024-02-29" to { date("c").default(LocalDate.of(2024, 2, 29)) },
                "Literal 10:15" to { time("c").default(LocalTime.of(10, 15)) },
                "Literal 2024-02-29T10:15" to
                    {
                        datetime("c").default(LocalDateTime.of(2024, 2, 29, 10, 15))
                    },
                "Literal 2024-02-29T10:15" to
                    {
                        timestamp("c").default(Instant.parse("2024-02-29T10:15:00Z"))
                    },
                "Literal 2000000000" to { duration("c").default(Duration.ofSeconds(2)) },
                "Literal 'abc'" to
                    {
                        varchar("c", 9).defaultExpression(stringLiteral("abc"))
                    },
                null to { varchar("c", 9).nullable().default(null) },
                "Expression CURRENT_TIMESTAMP" to
                    {
                        timestamp("c").defaultExpression(CurrentTimestamp)
                    },
                "Expression CURRENT_TIMESTAMP" to
                    {
                        datetime("c").defaultExpression(CurrentDateTime)
                    },
                "Expression CURRENT_TIMESTAMP" to
                    {
                        timestampWithTimeZone("c").defaultExpression(CurrentTimestampWithTimeZone)
                    },
                "Expression CURRENT_DATE" to { date("c").defaultExpression(CurrentDate) },
                "Expression next_number(3)" to
                    {
                        long("c")
                            .defaultExpression(
                                CustomFunction(
                                    "next_number",
                                    LongColumnType(),
                                    org.jetbrains.exposed.v1.core.intLiteral(3),
                                )
                            )
                    },
                "Expression now()" to { datetime("c").defaultExpression(SqlText("now()")) },
                null to { varchar("c", 9).clientDefault { "client" } },
                null to { javaUUID("c").autoGenerate() },
                null to { varchar("c", 9).databaseGenerated() },
                null to { long("c").autoIncrement() },
            )

        defaults.forEachIndexed { row, (expected, declare) ->
            test("row ${row + 1}: the default is ${expected ?: "none"}") {
                columnOf(declare).defaultValue()?.let { "${it.javaClass.simpleName} $it" } shouldBe
                    expected
            }
        }

        test("a generated column is read from its definition") {
            fun generated(vararg definition: Any) = columnOf {
                integer("c").databaseGenerated().withDefinition(*definition)
            }
                .generated()
                .toString()
            generated("GENERATED ALWAYS AS (a + (b)) STORED") shouldBe
                "Generated[expression=a + (b), stored=true]"
            generated("generated always as", "(a)", "virtual") shouldBe
                "Generated[expression=a, stored=false]"
            generated("AS (a)") shouldBe "Generated[expression=a, stored=false]"
        }

        test("a definition that no value describes is refused, not dropped") {
            shouldThrow<IllegalArgumentException> {
                    columnOf { integer("c").withDefinition("INVISIBLE") }
                }
                .message shouldBe
                "column c has withDefinition(\"INVISIBLE\"), which only GENERATED ALWAYS AS (...) STORED or VIRTUAL can be"
        }

        test("an enumeration without a type is refused") {
            shouldThrow<IllegalArgumentException> {
                    columnOf {
                        customEnumeration("c", null, { Mood.valueOf("$it") }, { it.name })
                    }
                }
                .message shouldBe
                "customEnumeration(\"c\") gives no sql type, so it cannot be described"
        }
    })
