package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.query
import io.kmigrate.dialect.run
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.JsonType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection

private val DIALECT = MariadbDialect()
private val none = ColumnChange.none()

/**
 * MODIFY COLUMN forgets what it is not told: whatever a column had and a change does not name is
 * there after it, in the words of SHOW CREATE TABLE.
 */
class MariadbRestatementTest :
    FunSpec({
        val kept =
            listOf(
                Row(
                    "everything a text can have",
                    "varchar(20) CHARACTER SET latin1 COLLATE latin1_german2_ci NOT NULL INVISIBLE" +
                        " DEFAULT 'it''s \\\\ \\n x' COMMENT 'a ''quoted'' \\\\ remark'",
                    none.withType(varchar(30)),
                    "varchar(30) CHARACTER SET latin1 COLLATE latin1_german2_ci NOT NULL INVISIBLE" +
                        " DEFAULT 'it''s \\\\ \\n x' COMMENT 'a ''quoted'' \\\\ remark'",
                ),
                Row(
                    "the moment of an update",
                    "timestamp(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6)",
                    none.withComment("when"),
                    "timestamp(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6) COMMENT 'when'",
                ),
                Row(
                    "the moment of an update in another type",
                    "timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp()",
                    none.withType(TimestampType(false)),
                    "datetime(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6)",
                ),
                Row(
                    "a default that is an expression",
                    "varchar(40) DEFAULT concat('a',';',uuid()) COMMENT 'c'",
                    none.withNullable(false),
                    "varchar(40) NOT NULL DEFAULT concat('a',';',uuid()) COMMENT 'c'",
                ),
                Row(
                    "a computed column",
                    "int(11) GENERATED ALWAYS AS (`id` + 1) STORED COMMENT 'next'",
                    none.withType(int64),
                    "bigint(20) GENERATED ALWAYS AS (`id` + 1) STORED COMMENT 'next'",
                ),
                Row(
                    "the check of a column",
                    "int(11) NOT NULL DEFAULT 7 CHECK (`c` > 3)",
                    none.withNullable(true),
                    "int(11) DEFAULT 7 CHECK (`c` > 3)",
                ),
                Row(
                    "json",
                    "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '{}' CHECK (json_valid(`c`))",
                    none.withComment("raw"),
                    "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '{}' COMMENT 'raw' CHECK (json_valid(`c`))",
                ),
                Row(
                    "json that becomes text",
                    "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '{}' CHECK (json_valid(`c`))",
                    none.withType(text),
                    "text DEFAULT '{}'",
                ),
                Row(
                    "text that becomes json",
                    "text DEFAULT NULL COMMENT 'raw'",
                    none.withType(JsonType(false)),
                    "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'raw' CHECK (json_valid(`c`))",
                ),
                Row(
                    "compression",
                    "varchar(100) /*M!100301 COMPRESSED*/ DEFAULT 'q'",
                    none.withType(varchar(200)),
                    "varchar(200) /*M!100301 COMPRESSED*/ DEFAULT 'q'",
                ),
                Row(
                    "labels",
                    "enum('a','b''c','d\\\\e') NOT NULL DEFAULT 'd\\\\e'",
                    none.withNullable(true),
                    "enum('a','b''c','d\\\\e') DEFAULT 'd\\\\e'",
                ),
                Row(
                    "a collation that changes",
                    "varchar(9) CHARACTER SET latin1 COLLATE latin1_german2_ci NOT NULL DEFAULT 'x'",
                    none.withCollation("utf8mb4_bin"),
                    "varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'x'",
                ),
                Row(
                    "nothing of a text in a number",
                    "varchar(9) CHARACTER SET latin1 COLLATE latin1_german2_ci NOT NULL DEFAULT '5'",
                    none.withType(IntegerType(32, true)),
                    "int(10) unsigned NOT NULL DEFAULT 5",
                ),
                Row(
                    "all beside a default",
                    "timestamp(6) NOT NULL DEFAULT '2020-01-01 00:00:00.000000' ON UPDATE current_timestamp(6) COMMENT 'c'",
                    none.withDefault(expression("CURRENT_TIMESTAMP")),
                    "timestamp(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6) COMMENT 'c'",
                ),
                Row(
                    "all beside a literal default",
                    "varchar(9) NOT NULL INVISIBLE DEFAULT 'a' COMMENT 'c'",
                    none.withDefault(literal("b\\'c")),
                    "varchar(9) NOT NULL INVISIBLE DEFAULT 'b\\\\''c' COMMENT 'c'",
                ),
            )

        for (mode in listOf("default", "'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'")) {
            kept.forEach { row ->
                test("sql_mode $mode: ${row.name}") {
                    TestMariadb.freshDatabase().connection.use { connection ->
                        connection.execute(
                            "CREATE TABLE t (id int NOT NULL PRIMARY KEY, c ${row.before})",
                            "SET SESSION sql_mode = $mode",
                        )
                        connection.run(DIALECT, AlterColumn(name("t"), "c", row.change))
                        connection.execute("SET SESSION sql_mode = default")
                        column(connection, "c") shouldBe row.after
                    }
                }
            }
        }

        test("numbering is kept, and so are the numbers") {
            TestMariadb.freshDatabase().connection.use { connection ->
                connection.execute(
                    "CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'key')",
                    "INSERT INTO t VALUES (), ()",
                )
                connection.run(DIALECT, AlterColumn(name("t"), "id", none.withType(int64)))
                connection.execute("INSERT INTO t VALUES ()")
                column(connection, "id") shouldBe "bigint(20) NOT NULL AUTO_INCREMENT COMMENT 'key'"
                connection.query("select id from t order by 1") shouldBe listOf(1L, 2L, 3L)
            }
        }

        test("using computes the values in place, and no other column moves") {
            TestMariadb.freshDatabase().connection.use { connection ->
                connection.execute(
                    "CREATE TABLE t (id int PRIMARY KEY, amount decimal(10,2) NOT NULL COMMENT 'money'," +
                        " touched timestamp(6) NOT NULL DEFAULT '2020-01-01' ON UPDATE current_timestamp(6)," +
                        " KEY ix (amount), CONSTRAINT ck CHECK (amount <> 0))",
                    "INSERT INTO t (id, amount) VALUES (1, 65.50), (2, 0.01)",
                )
                val cents = none.withType(int64).withUsing("\"amount\" * 100").withNewName("cents")
                connection.run(DIALECT, AlterColumn(name("t"), "amount", cents))
                column(connection, "cents") shouldBe "bigint(20) NOT NULL COMMENT 'money'"
                connection.strings(
                    "select concat(cents, ' ', date(touched)) from t order by id"
                ) shouldContainExactly listOf("6550 2020-01-01", "1 2020-01-01")
                val table = DIALECT.introspector().introspect(connection).table(name("t")).get()
                table.columns().map { it.name() } shouldContainExactly
                    listOf("id", "cents", "touched")
                table.indexes().single().columns().single().text() shouldBe "cents"
                table.checkConstraints().single().condition() shouldBe "`cents` <> 0"
            }
        }

        test("a nullable column takes null again when its default is dropped") {
            TestMariadb.freshDatabase().connection.use { connection ->
                connection.execute("CREATE TABLE t (id int PRIMARY KEY, c varchar(9) DEFAULT 'x')")
                connection.run(DIALECT, AlterColumn(name("t"), "c", none.withDefault(null)))
                connection.execute("INSERT INTO t (id) VALUES (1)")
                connection.query("select c from t") shouldBe listOf(null)
            }
        }
    })

private data class Row(
    val name: String,
    val before: String,
    val change: ColumnChange,
    val after: String,
)

/**
 * The column as SHOW CREATE TABLE has it, with the version comments of MariaDB 10.11 as 11.4 writes
 * them.
 */
private fun column(connection: Connection, name: String): String =
    connection.createStatement().use { statement ->
        statement.executeQuery("SHOW CREATE TABLE t").use { row ->
            row.next()
            row.getString(2)
                .lines()
                .map { it.trim().removeSuffix(",") }
                .first {
                    it.startsWith("`$name` ")
                }
                .removePrefix("`$name` ")
                .replace("/*!", "/*M!")
        }
    }
