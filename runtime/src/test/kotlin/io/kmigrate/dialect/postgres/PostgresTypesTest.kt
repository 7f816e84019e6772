package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.ArrayType
import io.kmigrate.schema.ColumnType.BinaryType
import io.kmigrate.schema.ColumnType.BlobType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CharType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.DateType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.EnumType
import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.JsonType
import io.kmigrate.schema.ColumnType.TextType
import io.kmigrate.schema.ColumnType.TimeType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.ColumnType.UuidType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Table
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.math.BigDecimal
import java.time.Instant

class PostgresTypesTest :
    FunSpec({
        val database by lazy(TestPostgres::freshDatabase)

        fun introspect(vararg sql: String): List<Table> =
            TestPostgres.emptied(database).connection.use { connection ->
                connection.execute(*sql)
                DIALECT.introspector().introspect(connection).tables().toList()
            }

        context("types are read with their meaning") {
            listOf(
                    "int2" to IntegerType(16, false),
                    "int" to int32,
                    "int8" to int64,
                    "float4" to FloatType(32),
                    "float" to FloatType(64),
                    "numeric(10,2)" to DecimalType(10, 2),
                    "numeric(10)" to DecimalType(10, 0),
                    "numeric" to CustomType("numeric"),
                    "bool" to BooleanType(),
                    "char(3)" to CharType(3),
                    "char" to CharType(1),
                    "varchar(80)" to varchar(80),
                    "varchar" to CustomType("character varying"),
                    "text" to text,
                    "bytea" to BinaryType(null),
                    "uuid" to UuidType(),
                    "date" to DateType(),
                    "time" to TimeType(),
                    "time(6)" to TimeType(),
                    "timetz" to CustomType("time with time zone"),
                    "timestamp" to TimestampType(false),
                    "timestamp(3)" to CustomType("timestamp(3) without time zone"),
                    "timestamptz" to TimestampType(true),
                    "timestamptz(6)" to TimestampType(true),
                    "json" to JsonType(false),
                    "jsonb" to JsonType(true),
                    "int[][]" to ArrayType(int32),
                    "varchar(5)[]" to ArrayType(varchar(5)),
                    "mood" to EnumType("mood", listOf("so; so", "it's")),
                    "\"Odd Mood\"" to EnumType("Odd Mood", listOf("a")),
                    "oth.mood" to EnumType("oth.mood", listOf("b")),
                    "oth.mood[]" to ArrayType(CustomType("oth.mood")),
                    "inet" to CustomType("inet"),
                    "interval" to CustomType("interval"),
                )
                .forEach { (sql, type) ->
                    test("type $sql") {
                        val table =
                            introspect(
                                    "CREATE TYPE mood AS ENUM ('it''s')",
                                    "ALTER TYPE mood ADD VALUE 'so; so' BEFORE 'it''s'",
                                    "CREATE TYPE \"Odd Mood\" AS ENUM ('a')",
                                    "DROP SCHEMA IF EXISTS oth CASCADE",
                                    "CREATE SCHEMA oth",
                                    "CREATE TYPE oth.mood AS ENUM ('b')",
                                    "CREATE TABLE t (c $sql)",
                                )
                                .single()
                        table.columns().single() shouldBe nullable("c", type)
                        withClue("what was read can be written") {
                            DIALECT.equivalence()
                                .sameType(type, table.columns().single().type()) shouldBe true
                        }
                    }
                }
        }

        context("types that the database treats as one are the same") {
            listOf(
                    IntegerType(8, false) to IntegerType(16, false),
                    IntegerType(8, true) to IntegerType(16, false),
                    IntegerType(16, true) to int32,
                    IntegerType(32, true) to int64,
                    IntegerType(64, true) to int64,
                    BinaryType(16) to BlobType(),
                    TextType(TextType.Size.LARGE) to text,
                    CustomType("VARCHAR(80)") to varchar(80),
                    CustomType("character  varying") to CustomType("varchar"),
                    CustomType("decimal") to CustomType("numeric"),
                    CustomType("TIMESTAMPTZ") to TimestampType(true),
                    CustomType("mood") to EnumType("mood", listOf("a")),
                    ArrayType(EnumType("mood", listOf())) to CustomType("mood[]"),
                    ArrayType(ArrayType(int32)) to ArrayType(int32),
                )
                .forEach { (left, right) ->
                    test("$left is $right") {
                        DIALECT.equivalence().sameType(left, right) shouldBe true
                    }
                }
            listOf(
                    int32 to int64,
                    varchar(80) to varchar(81),
                    CustomType("\"Mood\"") to CustomType("mood"),
                )
                .forEach { (left, right) ->
                    test("$left is not $right") {
                        DIALECT.equivalence().sameType(left, right) shouldBe false
                    }
                }
        }

        test("every kind of type can be written") {
            ColumnType::class.java.permittedSubclasses.size shouldBe 17
        }

        context("defaults are literals where they are plain") {
            listOf(
                    Triple("int", "5", literal(5)),
                    Triple("int", "-5", literal(-5)),
                    Triple("smallint", "5", literal(5.toShort())),
                    Triple("bigint", "5", literal(5L)),
                    Triple("bigint", "-9223372036854775808", literal(Long.MIN_VALUE)),
                    Triple("numeric(5,2)", "1.50", literal(BigDecimal("1.50"))),
                    Triple("double precision", "1.5", literal(1.5)),
                    Triple("double precision", "-1e100", literal(-1e100)),
                    Triple("real", "1.5", literal(1.5f)),
                    Triple("boolean", "true", literal(true)),
                    Triple("boolean", "'f'", literal(false)),
                    Triple("text", "'it''s'", literal("it's")),
                    Triple("text", "''", literal("")),
                    Triple("text", "'a\\b'", literal("a\\b")),
                    Triple("varchar(9)", "'true'", literal("true")),
                    Triple("date", "'2020-01-02'", literal("2020-01-02")),
                    Triple(
                        "timestamp",
                        "'2020-01-02 03:04:05.5'",
                        literal("2020-01-02 03:04:05.5"),
                    ),
                    Triple(
                        "timestamptz",
                        "'2020-01-02 03:04:05+02'",
                        literal(Instant.parse("2020-01-02T01:04:05Z")),
                    ),
                    Triple("timestamptz", "'infinity'", literal("infinity")),
                    Triple(
                        "uuid",
                        "'6b1f3c7e-0000-4000-8000-000000000001'",
                        literal("6b1f3c7e-0000-4000-8000-000000000001"),
                    ),
                    Triple("jsonb", "'{}'", literal("{}")),
                    Triple("bytea", "'\\x00ff'", literal("\\x00ff")),
                    Triple("text[]", "'{a,b}'", literal("{a,b}")),
                    Triple("mood", "'ok'", literal("ok")),
                    Triple("mood[]", "'{ok}'", literal("{ok}")),
                    Triple("text", "NULL", null),
                    Triple("varchar(9)", "NULL", null),
                    Triple("int", "1 + 1", expression("1 + 1")),
                    Triple("timestamptz", "now()", expression("now()")),
                    Triple("timestamp", "CURRENT_TIMESTAMP", expression("CURRENT_TIMESTAMP")),
                    Triple("text", "'a' || 'b'", expression("'a'::text || 'b'::text")),
                    Triple("uuid", "gen_random_uuid()", expression("gen_random_uuid()")),
                    Triple("int", "nextval('free')", expression("nextval('free'::regclass)")),
                )
                .forEach { (type, sql, default: DefaultValue?) ->
                    test("default $type $sql") {
                        val table =
                            introspect(
                                    "CREATE TYPE mood AS ENUM ('ok')",
                                    "CREATE SEQUENCE free",
                                    "CREATE TABLE t (c $type DEFAULT $sql)",
                                )
                                .single()
                        table.columns().single().defaultValue() shouldBe default
                        table.columns().single().autoIncrement() shouldBe false
                    }
                }
        }
    })
