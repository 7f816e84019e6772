package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.DatabaseFailureException
import io.kmigrate.dialect.column
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
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
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import java.lang.reflect.Proxy
import java.math.BigDecimal
import java.sql.Connection
import java.time.Instant
import kotlin.system.measureTimeMillis

class PostgresIntrospectionTest :
    FunSpec({
        val database = TestPostgres.freshDatabase()

        fun introspect(vararg sql: String): List<Table> =
            TestPostgres.emptied(database).connection.use { connection ->
                connection.execute(*sql)
                DIALECT.introspect(connection).tables().toList()
            }

        context("types are read as they are meant") {
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
                    "oth.mood" to CustomType("oth.mood"),
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
                            DIALECT.sameType(type, table.columns().single().type()) shouldBe true
                        }
                    }
                }
        }

        context("types that are one to the database are the same") {
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
                    test("$left is $right") { DIALECT.sameType(left, right) shouldBe true }
                }
            listOf(
                    int32 to int64,
                    varchar(80) to varchar(81),
                    CustomType("\"Mood\"") to CustomType("mood"),
                )
                .forEach { (left, right) ->
                    test("$left is not $right") { DIALECT.sameType(left, right) shouldBe false }
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

        test("columns that number themselves, and columns that are computed") {
            val table =
                introspect(
                        "CREATE TABLE t (a serial, b bigserial, c int GENERATED ALWAYS AS IDENTITY," +
                            " d int GENERATED BY DEFAULT AS IDENTITY, e int GENERATED ALWAYS AS (a + 1) STORED," +
                            " f text COLLATE \"C\", g int)",
                        "COMMENT ON COLUMN t.g IS 'a ''remark'''",
                    )
                    .single()
            table.columns().filter { it.autoIncrement() }.map { it.name() } shouldContainExactly
                listOf("a", "b", "c", "d")
            table.columns().mapNotNull(Column::defaultValue) shouldBe listOf()
            table.column("e").get().generated()!!.expression() shouldBe "a + 1"
            table.column("f").get().collation() shouldBe "C"
            table.column("g").get() shouldBe nullable("g", int32).withComment("a 'remark'")
        }

        test("constraints that nobody named have the names PostgreSQL gave them") {
            val tables =
                introspect(
                    "CREATE TABLE p (a int PRIMARY KEY, b int UNIQUE, CHECK ((a > 0) OR (b > 0)))",
                    "CREATE TABLE q (a int REFERENCES p, EXCLUDE (a WITH =))",
                )
            tables[0].primaryKey()!!.name() shouldBe "p_pkey"
            tables[0].uniqueConstraints().single().name() shouldBe "p_b_key"
            tables[0].checkConstraints() shouldContainExactly
                listOf(CheckConstraint("p_check", "a > 0 OR b > 0"))
            tables[0].indexes() shouldBe listOf()
            tables[1].foreignKeys() shouldContainExactly
                listOf(ForeignKey.of("q_a_fkey", listOf("a"), name("p"), listOf("a")))
            tables[1].indexes() shouldBe listOf()
        }

        test("views, partitions, other schemas, temporary and system tables are left out") {
            introspect(
                    "CREATE TABLE t (a int PRIMARY KEY)",
                    "CREATE VIEW v AS SELECT * FROM t",
                    "CREATE MATERIALIZED VIEW m AS SELECT * FROM t",
                    "CREATE TABLE p (a int PRIMARY KEY, b int REFERENCES t) PARTITION BY RANGE (a)",
                    "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9)",
                    "CREATE INDEX ix_p ON p (b)",
                    "CREATE TABLE q (a int REFERENCES p)",
                    "CREATE TEMP TABLE gone (a int)",
                    "CREATE SCHEMA IF NOT EXISTS elsewhere",
                    "CREATE TABLE IF NOT EXISTS elsewhere.x (a int)",
                )
                .map {
                    "${it.name()} ${it.indexes().size} ${it.foreignKeys().size}"
                } shouldContainExactly listOf("p 1 1", "q 0 1", "t 0 0")
        }

        test(
            "the catalog finds a table by schema or along the search path, in the transaction's own state"
        ) {
            TestPostgres.emptied(database).connection.use { connection ->
                connection.execute(
                    "DROP SCHEMA IF EXISTS tenant CASCADE",
                    "CREATE SCHEMA tenant",
                    "CREATE TABLE t (a int)",
                    "CREATE TABLE tenant.\"o\"\"dd\" (a int)",
                    "SET search_path = tenant, public",
                )
                val catalog = DIALECT.catalog(connection)
                catalog.table(name("t")).get().name() shouldBe name("t")
                catalog.table(name("o\"dd")).get().columns().single() shouldBe nullable("a", int32)
                catalog.table(TableName("public", "t")).get().name() shouldBe
                    TableName("public", "t")
                catalog.table(TableName("public", "none")).isPresent shouldBe false
                catalog.table(TableName("nowhere", "t")).isPresent shouldBe false
                catalog.definitions(name("t")) shouldBe listOf()
                DIALECT.introspect(connection).tables().map { it.name() } shouldContainExactly
                    listOf(name("o\"dd"))
                connection.autoCommit = false
                connection.execute("ALTER TABLE t ADD COLUMN b int NOT NULL")
                catalog.table(name("t")).get().column("b").get() shouldBe column("b", int32)
                shouldThrow<Exception> { connection.execute("SELECT nothing") }
                shouldThrow<DatabaseFailureException> { catalog.table(name("t")) }.code() shouldBe
                    "database-failure"
                connection.rollback()
            }
        }

        test("a thousand tables cost as many queries as one, and little time") {
            TestPostgres.emptied(database).connection.use { connection ->
                connection.execute(
                    """
                    DO ${'$'}${'$'} BEGIN FOR i IN 1..1000 LOOP
                        EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, up int REFERENCES t%s, name varchar(80) DEFAULT %L,
                            made timestamptz DEFAULT now(), total numeric(10,2) CHECK (total > 0))', i, greatest(i - 1, 1), 'x');
                        EXECUTE format('CREATE INDEX ix%s ON t%s (lower(name), made DESC)', i, i);
                    END LOOP; END ${'$'}${'$'}
                    """,
                    "ANALYZE",
                )
                DIALECT.introspect(connection)
                var queries = 0
                val counting = connection.counting { queries++ }
                val milliseconds = measureTimeMillis {
                    DIALECT.introspect(counting).tables().size shouldBe 1000
                }
                queries shouldBe 4
                milliseconds shouldBeLessThan 2000
            }
        }
    })

private fun Connection.counting(count: () -> Unit): Connection {
    val counted = this
    return Proxy.newProxyInstance(javaClass.classLoader, arrayOf(Connection::class.java)) {
        _,
        method,
        arguments ->
        if (method.name.startsWith("prepare") || method.name == "createStatement") count()
        method.invoke(counted, *(arguments ?: arrayOf()))
    } as Connection
}
