package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.UnsupportedOperationByDialectException
import io.kmigrate.dialect.name
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.ArrayType
import io.kmigrate.schema.ColumnType.BinaryType
import io.kmigrate.schema.ColumnType.BooleanType
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
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.Identity
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.strings
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.SQLException

/** Changes of type without `using`: what is converted, into what, and what is left to the user. */
class PostgresTypeChangeTest :
    FunSpec({
        val database by lazy(TestPostgres::freshDatabase)

        fun start(column: String): Connection =
            TestPostgres.emptied(database).connection.also {
                it.execute(
                    "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                    "CREATE TYPE mood2 AS ENUM ('happy', 'glad')",
                )
                // What a session's zone is must not matter: a driver sets that of its machine.
                it.execute("SET timezone = 'America/New_York'", "CREATE TABLE t (c $column)")
            }

        fun Connection.change(change: ColumnChange) =
            execute(
                *DIALECT.render(
                        AlterColumn(name("t"), "c", change),
                        DIALECT.introspector().catalog(this),
                    )
                    .toTypedArray()
            )

        context("the sequence of a serial") {
            fun Connection.sequences() =
                strings("SELECT seqtypid::regtype || ' to ' || seqmax FROM pg_sequence ORDER BY 1")

            test("has the range of the column's new type") {
                start("serial").use {
                    it.change(ColumnChange.none().withType(BIGINT))
                    it.sequences() shouldContainExactly listOf("bigint to 9223372036854775807")
                    it.execute("INSERT INTO t DEFAULT VALUES")
                    it.strings("SELECT c FROM t") shouldContainExactly listOf("1")
                }
            }

            test("is dropped with the numbering") {
                start("serial").use {
                    it.change(ColumnChange.none().withIdentity(null))
                    it.sequences() shouldContainExactly listOf()
                    it.strings(
                        "SELECT column_default FROM information_schema.columns WHERE table_name = 't'"
                    ) shouldContainExactly listOf(null)
                }
            }

            test("is replaced by that of an identity column, which continues to count") {
                start("serial").use {
                    it.execute("INSERT INTO t DEFAULT VALUES")
                    it.change(ColumnChange.none().withIdentity(Identity(true, 1, 1)))
                    it.sequences() shouldContainExactly listOf("integer to 2147483647")
                    it.execute("INSERT INTO t DEFAULT VALUES")
                    it.strings("SELECT c FROM t ORDER BY 1") shouldContainExactly listOf("1", "2")
                    it.strings(
                        "SELECT attidentity FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'c'"
                    ) shouldContainExactly listOf("a")
                }
            }
        }

        context("values are converted") {
            listOf(
                    Conversion("integer", "7", BIGINT, "7"),
                    Conversion("bigint", "7", VarcharType(5), "7"),
                    Conversion("numeric", "7.6", INT, "8"),
                    Conversion("varchar(9)", " 7 ", INT, "7"),
                    Conversion("text", "7.25", DecimalType(5, 2), "7.25"),
                    Conversion("text", "7.25", FloatType(64), "7.25"),
                    Conversion("char(9)", "yes", BooleanType(), "t"),
                    Conversion("text", "2020-01-02", DateType(), "2020-01-02"),
                    Conversion("text", "03:04", TimeType(), "03:04:00"),
                    Conversion(
                        "text",
                        "2020-01-02 03:04",
                        TimestampType(false),
                        "2020-01-02 03:04:00",
                    ),
                    Conversion(
                        "text",
                        "2020-01-02 03:04+00",
                        TimestampType(true),
                        "2020-01-01 22:04:00-05",
                    ),
                    Conversion("text", "{\"a\": 1}", JsonType(true), "{\"a\": 1}"),
                    Conversion("json", "{\"a\":1}", JsonType(true), "{\"a\": 1}"),
                    Conversion("jsonb", "{\"a\":1}", TEXT, "{\"a\": 1}"),
                    Conversion("text", UUID, UuidType(), UUID),
                    Conversion("uuid", UUID, VarcharType(36), UUID),
                    Conversion("integer", "2", BooleanType(), "t"),
                    Conversion("bigint", "0", BooleanType(), "f"),
                    Conversion("boolean", "true", IntegerType(16, false), "1"),
                    Conversion("boolean", "true", BIGINT, "1"),
                    Conversion("boolean", "true", TEXT, "true"),
                    Conversion(
                        "timestamp",
                        "2020-07-02 03:04",
                        TimestampType(true),
                        "2020-07-01 23:04:00-04",
                    ),
                    Conversion(
                        "timestamptz",
                        "2020-07-02 03:04+00",
                        TimestampType(false),
                        "2020-07-02 03:04:00",
                    ),
                    Conversion("timestamptz", "2020-07-02 03:04+00", DateType(), "2020-07-02"),
                    Conversion("timestamptz", "2020-07-02 03:04+00", TimeType(), "03:04:00"),
                    Conversion("date", "2020-07-02", TimestampType(true), "2020-07-01 20:00:00-04"),
                    Conversion("date", "2020-07-02", TimestampType(false), "2020-07-02 00:00:00"),
                    Conversion("integer[]", "{1,2}", ArrayType(TEXT), "{1,2}"),
                    Conversion("text[]", "{1,2}", ArrayType(INT), "{1,2}"),
                    Conversion("text", "happy", MOOD, "happy"),
                    Conversion("mood", "happy", TEXT, "happy"),
                    Conversion("mood", "happy", EnumType("mood2", listOf()), "happy"),
                    Conversion("mood", "happy", CustomType("mood2"), "happy"),
                    Conversion("text", "1 day", CustomType("interval"), "1 day"),
                    Conversion("varchar", "10.0.0.1", CustomType("inet"), "10.0.0.1"),
                )
                .forEach { row ->
                    test("${row.from} to ${row.to}") {
                        start(row.from).use { connection ->
                            connection.execute("INSERT INTO t VALUES ('${row.value}'), (NULL)")
                            connection.change(ColumnChange.none().withType(row.to))
                            connection.strings("SELECT c FROM t") shouldContainExactly
                                listOf(row.expected, null)
                            val found =
                                DIALECT.introspector()
                                    .introspect(connection)
                                    .table(name("t"))
                                    .get()
                                    .column("c")
                                    .get()
                            DIALECT.equivalence().sameType(found.type(), row.to) shouldBe true
                        }
                    }
                }
        }

        context("a default follows its column's type") {
            listOf(
                    Conversion("text", "DEFAULT '5'", INT, "5"),
                    Conversion("integer", "DEFAULT 5", TEXT, "5"),
                    Conversion("integer", "DEFAULT 5", BIGINT, "5"),
                    Conversion("integer", "DEFAULT 0", BooleanType(), "f"),
                    Conversion("boolean", "DEFAULT true", INT, "1"),
                    Conversion("boolean", "DEFAULT true", TEXT, "true"),
                    Conversion("text", "DEFAULT 'f'", BooleanType(), "f"),
                    Conversion("text", "DEFAULT 'happy'", MOOD, "happy"),
                    Conversion("mood", "DEFAULT 'happy'", TEXT, "happy"),
                    Conversion("mood", "DEFAULT 'happy'", EnumType("mood2", listOf()), "happy"),
                    Conversion("json", "DEFAULT '{}'", JsonType(true), "{}"),
                    Conversion("text", "DEFAULT '{}'", JsonType(true), "{}"),
                    Conversion("text[]", "DEFAULT '{}'", ArrayType(INT), "{}"),
                    Conversion("uuid", "DEFAULT '$UUID'", VarcharType(36), UUID),
                    Conversion("text", "DEFAULT lower('7')", INT, "7"),
                )
                .forEach { row ->
                    test("${row.from} ${row.value} to ${row.to}") {
                        start("${row.from} ${row.value}").use { connection ->
                            connection.change(ColumnChange.none().withType(row.to))
                            connection.execute("INSERT INTO t DEFAULT VALUES")
                            connection.strings("SELECT c FROM t") shouldContainExactly
                                listOf(row.expected)
                        }
                    }
                }
        }

        test("a new default is set for the new type, and the old one is never cast") {
            start("text DEFAULT 'none'").use { connection ->
                connection.change(
                    ColumnChange.none().withType(INT).withDefault(io.kmigrate.dialect.literal(3))
                )
                connection.execute("INSERT INTO t DEFAULT VALUES")
                connection.strings("SELECT c FROM t") shouldContainExactly listOf("3")
            }
            start("text DEFAULT 'none'").use { connection ->
                connection.change(ColumnChange.none().withType(INT).withDefault(null))
                connection.execute("INSERT INTO t DEFAULT VALUES")
                connection.strings("SELECT c FROM t") shouldContainExactly listOf(null)
            }
        }

        test("text that is too long is refused, and never cut") {
            start("text").use { connection ->
                connection.execute("INSERT INTO t VALUES ('too long')")
                shouldThrow<SQLException> {
                        connection.change(ColumnChange.none().withType(VarcharType(3)))
                    }
                    .sqlState shouldBe "22001"
            }
        }

        test("an ambiguous conversion is left to the user") {
            listOf("text" to BinaryType(null), "bytea" to UuidType(), "integer" to DateType())
                .forEach { (from, to) ->
                    start(from).use { connection ->
                        shouldThrow<UnsupportedOperationByDialectException> {
                            connection.change(ColumnChange.none().withType(to))
                        }
                    }
                }
        }

        test("using defines the conversion, and by itself rewrites the values in their type") {
            start("text").use { connection ->
                connection.execute("INSERT INTO t VALUES ('x')")
                connection.change(ColumnChange.none().withType(INT).withUsing("length(c) + 1"))
                connection.change(ColumnChange.none().withUsing("c * 10"))
                connection.strings("SELECT c FROM t") shouldContainExactly listOf("20")
            }
        }

        test("an offline change of an unknown column has an explicit cast") {
            fun render(change: ColumnChange) =
                DIALECT.render(
                    AlterColumn(name("t"), "c", change),
                    io.kmigrate.dialect.Catalog.of(Snapshot.empty()),
                )
            render(ColumnChange.none().withType(INT)) shouldContainExactly
                listOf("ALTER TABLE \"t\" ALTER COLUMN \"c\" TYPE INTEGER USING \"c\"::INTEGER")
            render(
                ColumnChange.none().withType(VarcharType(9)).withDefault(null)
            ) shouldContainExactly
                listOf(
                    "ALTER TABLE \"t\" ALTER COLUMN \"c\" DROP DEFAULT,\n    ALTER COLUMN \"c\" TYPE VARCHAR(9)"
                )
            shouldFailWith(ErrorCode.UNKNOWN_DEFINITION) {
                render(ColumnChange.none().withUsing("c + 1"))
            }
        }
    })

private class Conversion(
    val from: String,
    val value: String,
    val to: ColumnType,
    val expected: String,
)

private val INT = IntegerType(32, false)
private val BIGINT = IntegerType(64, false)
private val TEXT = TextType(TextType.Size.NORMAL)
private val MOOD = EnumType("mood", listOf("sad", "happy"))
private const val UUID = "6b1f3c7e-0000-4000-8000-000000000001"
