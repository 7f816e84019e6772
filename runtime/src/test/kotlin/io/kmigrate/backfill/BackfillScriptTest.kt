package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowChange.SetColumns
import io.kmigrate.operation.Throttle
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.sql.SQLException
import java.time.Duration
import javax.sql.DataSource

/** Backfills as text, run statement by statement as the database's own client does. */
class BackfillScriptTest :
    FunSpec({
        val spec = this
        val keys =
            mapOf(
                "a number" to listOf("id" to IntegerType(64, false)),
                "a text" to listOf("id" to VarcharType(20)),
                "several columns" to listOf("a" to VarcharType(20), "b" to IntegerType(32, false)),
            )
        listOf(TestDatabase.POSTGRESQL, TestDatabase.MARIADB, TestDatabase.MYSQL).forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            keys.forEach { (name, key) ->
                test("the text changes every row once by $name, and continues after a failure") {
                    database ->
                    filled(database, key)
                    database.execute("alter table t add constraint small check (n < 50)")
                    database.execute("update t set n = 49 where place = 25")
                    val statements = text(database, key, grow())
                    val failed = run(database, statements)
                    withClue(statements[failed]) {
                        database.query("select count(*) from t where n = 1").single() shouldBe "20"
                    }
                    database.execute("update t set n = 0 where place = 25")
                    val from = statements.indexOfFirst { "migrate_backfill_key" in it }
                    run(database, statements.drop(from)) shouldBe -1
                    database.numbers() shouldBe mapOf("1" to 40)
                    migrator(database, key, grow()).history().rows() shouldBe listOf("grow")
                    shouldThrow<SQLException> {
                        database.query("select * from migrate_backfill_key")
                    }
                }
            }

            test("a text whose client was lost behind the work does none of it twice") { database ->
                val key = keys.getValue("a number")
                filled(database, key)
                val more = grow().let { Backfill.of("more", it.table(), null, it.change()) }
                val statements = text(database, key, grow(), more.withPace(PACE))
                val from = statements.indexOfFirst { "migrate_backfill_key" in it }
                val to = statements.indexOfFirst { it.startsWith("DROP TABLE") }
                run(database, statements.take(to)) shouldBe -1
                run(database, statements.drop(from)) shouldBe -1
                database.numbers() shouldBe mapOf("2" to 40)
                database.query("select version_num from migrate_version") shouldBe listOf("grow")
                listOf("migrate_backfill_key", "migrate_backfill_key_2").forEach {
                    shouldThrow<SQLException> { database.query("select * from $it") }
                }
            }

            test("conditions, passes, copies and deletions are written, too") { database ->
                val key = keys.getValue("a number")
                filled(database, key)
                database.execute("update t set n = 100 where place > 30")
                val pace = PACE.withPasses(3).withPause(Duration.ofMillis(1))
                val up =
                    listOf(
                        table(key, "old"),
                        grow(where = "n = 0 -- not yet", pace = pace),
                        backfill(
                            RowChange.CopyInto(TableName.of("old"), listOf("id", "n", "place")),
                            "n = 1",
                        ),
                        backfill(RowChange.DeleteAll(), "n = 1"),
                    )
                run(database, text(database, key, *up.toTypedArray())) shouldBe -1
                database.numbers() shouldBe mapOf("100" to 10)
                database.query("select sum(n) from old").single() shouldBe "30"
            }
        }

        listOf<Pair<String, Pair<String, Operation>>>(
                "SQLite has no loop" to ("sqlite" to grow()),
                "H2 has no loop" to ("h2" to grow()),
                "code has no text" to ("postgresql" to backfill(RowChange.RunRows { _, _ -> 0L })),
                "one in the background is for later" to
                    ("postgresql" to
                        grow().let {
                            Backfill(
                                it.name(),
                                it.table(),
                                it.key(),
                                null,
                                it.change(),
                                PACE,
                                null,
                                true,
                            )
                        }),
                "rows are not left out" to ("mysql" to grow(pace = PACE.withSkips(2))),
                "a text waits for nothing" to
                    ("postgresql" to
                        grow(pace = PACE.withThrottle(Throttle(null, listOf(), 9, null)))),
                "a gate is not passed over" to ("postgresql" to RequireBackfill("grow")),
            )
            .forEach { (name, case) ->
                test("refused: $name") {
                    val (dialect, operation) = case
                    shouldFailWith(ErrorCode.ONLINE_ONLY) {
                        Migrator.builder()
                            .source(
                                MigrationSource.of(
                                    listOf(
                                        migration(
                                            "grow",
                                            up = listOf(table(keys.values.first()), operation),
                                        )
                                    )
                                )
                            )
                            .build()
                            .offline(Dialects.named(dialect))
                            .upgrade("head")
                    }
                }
            }
    })

private val PACE = Pace.DEFAULT.withBatchRows(10)

private fun backfill(change: RowChange, where: String? = null, pace: Pace = PACE) =
    Backfill.of("work", TableName.of("t"), where, change).withPace(pace)

private fun grow(where: String? = null, pace: Pace = PACE) =
    backfill(SetColumns(mapOf("n" to "n + 1")), where, pace)

private fun table(key: List<Pair<String, ColumnType>>, name: String = "t"): Operation =
    CreateTable(
        Table.of(
            TableName.of(name),
            key.map { (name, type) -> Column.of(name, type) } +
                Column.of("n", IntegerType(32, false)) +
                Column.of("place", IntegerType(32, false)),
            PrimaryKey(null, key.map { it.first }),
        ),
        false,
    )

/** As a first revision leaves it. */
private fun filled(database: DataSource, key: List<Pair<String, ColumnType>>) {
    migrator(database, key).upgrade("table")
    val rows =
        (1..40).joinToString {
            val values = key.map { (_, type) ->
                if (type is VarcharType) "'k${1000 + it}'" else "$it"
            }
            "(${values.joinToString()}, 0, $it)"
        }
    database.execute("insert into t values $rows")
}

private fun migrator(
    database: DataSource,
    key: List<Pair<String, ColumnType>>,
    vararg up: Operation,
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(
            MigrationSource.of(
                listOf(
                    migration("table", up = listOf(table(key))),
                    migration("grow", "table", up = up.toList()),
                )
            )
        )
        .build()

private fun text(
    database: DataSource,
    key: List<Pair<String, ColumnType>>,
    vararg up: Operation,
): List<String> =
    database.connection.use { connection ->
        val dialect = Dialects.forConnection(connection)
        dialect.split(migrator(database, key, *up).offline(dialect).upgrade("table:head"))
    }

/** Which statement is the first that fails; -1 where none does. */
private fun run(database: DataSource, statements: List<String>): Int =
    database.connection.use { connection ->
        connection.createStatement().use { statement ->
            statements.indexOfFirst { sql -> runCatching { statement.execute(sql) }.isFailure }
        }
    }

private fun DataSource.numbers(): Map<String?, Int> =
    query("select n from t").groupingBy { it }.eachCount()
