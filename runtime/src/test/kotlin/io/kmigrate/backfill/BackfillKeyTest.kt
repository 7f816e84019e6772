package io.kmigrate.backfill

import io.kmigrate.backfill.BackfillFixtures.backfill
import io.kmigrate.backfill.BackfillFixtures.checkpoints
import io.kmigrate.backfill.BackfillFixtures.grow
import io.kmigrate.backfill.BackfillFixtures.heard
import io.kmigrate.backfill.BackfillFixtures.migrator
import io.kmigrate.backfill.BackfillFixtures.numbered
import io.kmigrate.backfill.BackfillFixtures.numbers
import io.kmigrate.backfill.BackfillFixtures.sum
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.RowChange
import io.kmigrate.schema.TableName
import io.kmigrate.testing.RecordedDataSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeGreaterThan
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import java.util.UUID
import javax.sql.DataSource

/** By which keys a backfill goes through a table, and by which it refuses to. */
class BackfillKeyTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            keys(kind).forEach { key ->
                test("every row is changed once by the key ${key.name}, over an interruption") {
                    database ->
                    key.fill(database)
                    val cut =
                        shouldThrow<MigrationException> {
                            migrator(database, grow(rows = 7), stopAt = 4).upgrade()
                        }
                    withClue(cut.stackTraceToString()) { database.sum() shouldBe 28 }
                    migrator(database, grow(rows = 5)).upgrade()
                    database.numbers() shouldBe mapOf("1" to key.rows)
                    checkpoints(database) shouldContainExactly
                        listOf("done ${key.rows} ${key.rows}")
                }
            }

            gaps(kind).forEach { (name, ids) ->
                test("every row is changed once by numbers $name, over an interruption") { database
                    ->
                    database.execute(
                        "create table t (id bigint not null primary key, n integer not null)"
                    )
                    database.execute("insert into t values " + ids.joinToString { "($it, 0)" })
                    shouldThrow<MigrationException> {
                        migrator(database, grow(rows = 7), stopAt = 3).upgrade()
                    }
                    migrator(database, grow(rows = 6)).upgrade()
                    database.numbers() shouldBe mapOf("1" to ids.size)
                    checkpoints(database) shouldContainExactly
                        listOf("done ${ids.size} ${ids.size}")
                }
            }

            test("rows are not counted to find the end of a batch where numbers have no gaps") {
                database ->
                numbered(database, 140)
                val recorded = RecordedDataSource(database)
                migrator(recorded.dataSource, grow(rows = 7)).upgrade()
                database.numbers() shouldBe mapOf("1" to 140)
                // The first two, and that nothing is left.
                recorded.statements.count {
                    it.startsWith("SELECT MAX(") && "FROM (SELECT" in it
                } shouldBe 3
            }

            test("rows that come in at the end meanwhile are met") { database ->
                numbered(database, 20)
                var last = 20
                val insert = { database.execute("insert into t values (${++last}, 0)") }
                val listener = heard { if (last < 24) insert() }
                migrator(database, grow(rows = 7), listener).upgrade()
                database.numbers() shouldBe mapOf("1" to 24)
            }

            test(
                "a table without a key is gone through where rows have numbers, and refused elsewhere"
            ) { database ->
                database.execute("create table t (id bigint, n integer not null)")
                repeat(30) { database.execute("insert into t values (1, 0)") }
                if (kind == TestDatabase.SQLITE) {
                    migrator(database, grow()).upgrade()
                    database.numbers() shouldBe mapOf("1" to 30)
                } else {
                    shouldFailWith(ErrorCode.BACKFILL_KEY) { migrator(database, grow()).upgrade() }
                    database.numbers() shouldBe mapOf("0" to 30)
                }
            }

            test("a key that is not unique, may be null, or is changed, is refused") { database ->
                database.execute(
                    "create table t (id bigint not null, k bigint unique, " +
                        "n integer not null primary key)"
                )
                listOf("id", "k", "n").forEach { column ->
                    val by = backfill(RowChange.SetColumns(mapOf("n" to "1")), key = listOf(column))
                    shouldFailWith(ErrorCode.BACKFILL_KEY) { migrator(database, by).upgrade() }
                }
            }

            unsupported(kind).forEach { (type, value) ->
                test("a key of $type is refused, before anything is done") { database ->
                    database.execute(
                        "create table t (id $type not null unique, n integer not null)"
                    )
                    database.execute("insert into t values ($value, 0)")
                    shouldFailWith(ErrorCode.BACKFILL_KEY) {
                        val by =
                            backfill(RowChange.SetColumns(mapOf("n" to "1")), key = listOf("id"))
                        migrator(database, by).upgrade()
                    }
                    database.numbers() shouldBe mapOf("0" to 1)
                }
            }

            test("a table is not copied into itself, however it is named") { database ->
                numbered(database, 3)
                val schema =
                    when {
                        kind == TestDatabase.SQLITE -> "main"
                        kind.isOfMysql -> database.connection.use { it.catalog }
                        else -> database.connection.use { it.schema }
                    }
                listOf(TableName.of("t"), TableName(schema, "t")).forEach { into ->
                    val copy = backfill(RowChange.CopyInto(into, listOf("n")))
                    shouldFailWith(ErrorCode.INVALID_OPERATION) {
                        migrator(database, copy).upgrade()
                    }
                }
                database.numbers() shouldBe mapOf("0" to 3)
            }

            if (kind == TestDatabase.SQLITE) {
                sqliteKeys.forEach { (declaration, rows) ->
                    test("rows without a key are refused: $declaration") { database ->
                        database.execute("create table t (n integer not null, $declaration)")
                        database.execute("insert into t values $rows")
                        shouldFailWith(ErrorCode.BACKFILL_KEY) {
                            migrator(database, grow()).upgrade()
                        }
                        database.numbers() shouldBe mapOf("0" to 4)
                    }
                }

                listOf("rowid text", "rowid text, oid text").forEach { taken ->
                    test("the number of a row is found beside a column called $taken") { database ->
                        database.execute("create table t ($taken, n integer not null default 0)")
                        database.execute("insert into t (rowid) values ('x'), (null), ('x'), ('y')")
                        migrator(database, grow(rows = 2)).upgrade()
                        database.numbers() shouldBe mapOf("1" to 4)
                    }
                }

                test("without a name for the number of a row, a table is refused") { database ->
                    database.execute("create table t (rowid, oid, _ROWID_, n integer not null)")
                    database.execute("insert into t values (1, 1, 1, 0)")
                    shouldFailWith(ErrorCode.BACKFILL_KEY) { migrator(database, grow()).upgrade() }
                }

                test(
                    "numbers near the largest tell neither how many rows there are, nor how long"
                ) { database ->
                    database.execute("create table t (id integer primary key, n integer not null)")
                    database.execute(
                        "insert into t values " +
                            (0L..99).joinToString { "(${Long.MAX_VALUE - 400 + it * 4}, 0)" }
                    )
                    var most = 0L
                    val said = heard { event ->
                        most = maxOf(most, event.progress().expected() ?: 0)
                        event.progress().remaining()
                    }
                    migrator(database, grow(), said).upgrade()
                    database.numbers() shouldBe mapOf("1" to 100)
                    most shouldBeGreaterThan 0
                    most shouldBeLessThan 100_000
                }
            }

            if (kind.isOfMysql) {
                test("a table without transactions is refused") { database ->
                    database.execute(
                        "create table t (id bigint not null primary key, n integer) engine = MyISAM"
                    )
                    shouldFailWith(ErrorCode.BACKFILL_KEY) { migrator(database, grow()).upgrade() }
                }
            }
        }
    })

private val sqliteKeys =
    mapOf(
        "id text primary key" to "(0, null), (0, null), (0, 'a'), (0, 'b')",
        "a text, b integer, primary key (a, b)" to
            "(0, 'a', 1), (0, 'a', null), (0, 'b', 1), (0, null, 1)",
    )

/**
 * What the server orders in another way than it reads, or the driver reads in another way than it
 * is written.
 */
private fun unsupported(kind: TestDatabase): Map<String, String> =
    when (kind) {
        TestDatabase.POSTGRESQL -> mapOf("money" to "1", "double precision" to "1")
        TestDatabase.MARIADB,
        TestDatabase.MYSQL ->
            mapOf(
                "year" to "2024",
                "bit(12)" to "1",
                "enum('b', 'a')" to "'a'",
                "set('b', 'a')" to "'a'",
                "float" to "1",
            )
        else -> emptyMap()
    }

/** Where they are small, no rows are counted to find the end of a batch. */
private fun gaps(kind: TestDatabase): Map<String, List<Any>> {
    val found =
        mapOf(
            "without gaps" to (-20L..40L).toList(),
            "with gaps" to (1L..90L).filter { it % 11 != 0L && it !in 20..33 && it !in 50..80 },
            "far apart" to
                (1L..30L) + (1_000_000L..1_000_020L) + (Long.MAX_VALUE - 17..Long.MAX_VALUE),
        )
    // It takes texts where a column says number.
    val texts = "before texts" to (1L..20L) + ('a'..'z').map { "'$it'" }
    return if (kind == TestDatabase.SQLITE) found + texts else found
}

/** A kind of primary key, and rows that are hard for it. */
private class Key(val name: String, val declaration: String, val values: List<String>) {
    val rows = values.size

    fun fill(database: DataSource) {
        database.execute("create table t (n integer not null, $declaration)")
        database.execute("insert into t values " + values.joinToString { "(0, $it)" })
    }
}

private fun keys(kind: TestDatabase): List<Key> {
    val letters = listOf("b", "C", "c1", "it''s", "ä", "z z", "10", "9", "_", "é", "D1", "|")
    val words = letters.flatMap { first -> listOf("'$first.1'", "'$first.2'", "'${first}x'") }
    val uuids = (1..40).map { "'${UUID.nameUUIDFromBytes(byteArrayOf(it.toByte()))}'" }
    val moments = (1..40).map { "'2024-01-01 10:00:00.${100000 + it}'" }
    val uuid =
        when (kind) {
            TestDatabase.MYSQL -> "char(36)"
            TestDatabase.SQLITE -> "text"
            else -> "uuid"
        }
    val timestamp = if (kind.isOfMysql) "datetime(6)" else "timestamp"
    val bytes = if (kind == TestDatabase.POSTGRESQL) "bytea" else "varbinary(8)"
    val hex = { number: Int ->
        val digits = "%02x%02x".format(number * 7 % 256, number)
        if (kind == TestDatabase.POSTGRESQL) "'\\x$digits'" else "x'$digits'"
    }
    return listOf(
        Key("number", "id bigint not null primary key", (1..50).map { "${it * 3 - 60}" }),
        Key(
            "number beyond a double",
            "id decimal(30,0) not null primary key",
            (1..40).map { if (kind == TestDatabase.SQLITE) "$it" else "90071992547409930000$it" },
        ),
        Key("text", "id varchar(40) not null primary key", words),
        Key("UUID", "id $uuid not null primary key", uuids),
        Key("moment", "id $timestamp not null primary key", moments),
        Key("bytes", "id $bytes not null primary key", (1..40).map(hex)),
        Key(
            "several columns",
            "a integer not null, b varchar(20) not null, c integer not null, primary key (a, b, c)",
            (1..48).map { "${it % 3}, '${"pqr"[it / 3 % 3]}', $it" },
        ),
    ) + ownKeys(kind)
}

/** Those of single databases. */
private fun ownKeys(kind: TestDatabase): List<Key> {
    val hours = (10..49).map { it }
    return when (kind) {
        TestDatabase.POSTGRESQL ->
            listOf(
                Key(
                    "number that may be none",
                    "id numeric not null primary key",
                    (1..38).map { "$it.5" } + "'NaN'" + "-1",
                )
            )
        TestDatabase.MARIADB,
        TestDatabase.MYSQL ->
            listOf(
                Key(
                    "small number",
                    "id tinyint(1) not null primary key",
                    (listOf(-128, 127) + (-3..34)).map { "$it" },
                ),
                Key(
                    "small number among others",
                    "a integer not null, b tinyint(1) not null, primary key (a, b)",
                    (1..8).flatMap { a -> (0..4).map { "$a, $it" } },
                ),
                Key(
                    "UUID in bytes",
                    "id binary(16) not null primary key",
                    (1..40).map { "x'%032x'".format(it * 97 % 41) },
                ),
                Key(
                    "milliseconds",
                    "id datetime(3) not null primary key",
                    hours.map { "'2024-01-01 10:00:$it.5$it'" },
                ),
                Key("time", "id time(2) not null primary key", hours.map { "'10:$it:07.$it'" }),
            )
        else -> emptyList()
    }
}
