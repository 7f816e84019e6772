package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced
import io.kmigrate.failure.Causes
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange.CopyInto
import io.kmigrate.operation.RowChange.SetColumns
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

/** What people do wrong: each is said, with a code, and no row is lost or changed twice. */
class BackfillMisuseTest :
    FunSpec({
        val spec = this
        mapOf<String, Pair<ErrorCode, List<Operation>>>(
                "a table that is not there" to (ErrorCode.UNKNOWN_TABLE to listOf(grow("missing"))),
                "a column that is not there" to
                    (ErrorCode.UNKNOWN_COLUMN to listOf(TABLE, grow(set = "missing"))),
                "a column that comes later" to
                    (ErrorCode.UNKNOWN_COLUMN to
                        listOf(TABLE, grow(set = "later"), addColumn("later"))),
                "a key that is no column" to
                    (ErrorCode.UNKNOWN_COLUMN to listOf(TABLE, grow(key = listOf("missing")))),
                "a target that is not there" to
                    (ErrorCode.UNKNOWN_TABLE to
                        listOf(
                            TABLE,
                            Backfill.of(
                                "copy",
                                TableName.of("t"),
                                null,
                                CopyInto(TableName.of("missing"), listOf("id")),
                            ),
                        )),
                "a gate for a backfill that no revision has" to
                    (ErrorCode.UNKNOWN_BACKFILL to listOf(TABLE, grow(), RequireBackfill("other"))),
            )
            .forEach { (name, case) ->
                test("`validate` finds $name, without a database") {
                    val (code, up) = case
                    val found =
                        Migrator.builder()
                            .source(MigrationSource.of(listOf(migration("a1", up = up))))
                            .build()
                            .validate()
                    withClue(found.problems()) {
                        found.problems().map { it.code() } shouldContain code
                    }
                }
            }

        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            // What is done to a backfill that stopped behind 14 of 30 rows, and what is said then.
            mapOf<String, Triple<(DataSource) -> Unit, ErrorCode, Backfill>>(
                    "it has another name" to
                        Triple({}, ErrorCode.UNFINISHED_EDITED, grow(name = "grown")),
                    "it sets something else" to
                        Triple({}, ErrorCode.UNFINISHED_EDITED, grow(by = "2")),
                    "it has another condition" to
                        Triple({}, ErrorCode.UNFINISHED_EDITED, grow(where = "n = 0")),
                    "it goes by another key" to
                        Triple({}, ErrorCode.UNFINISHED_EDITED, grow(key = listOf("k"))),
                    "its checkpoint was deleted" to
                        Triple(
                            { it.execute("delete from migrate_backfill") },
                            ErrorCode.OPERATION_IN_FLIGHT,
                            grow(),
                        ),
                    "its table has another primary key" to
                        Triple(
                            { it.otherKey() },
                            ErrorCode.BACKFILL_EDITED,
                            grow(),
                        ),
                )
                .forEach { (name, case) ->
                    test("it stopped, and $name: refused, and nothing is changed") { database ->
                        val (meddle, code, backfill) = case
                        filled(database)
                        shouldThrow<MigrationException> {
                            migratorOf(database, grow(), 2).upgrade()
                        }
                        meddle(database)
                        val failure =
                            shouldThrow<MigrationException> {
                                migratorOf(database, backfill).upgrade()
                            }
                        withClue(failure) { codes(failure) shouldContain code }
                        database.query("select sum(n) from t").single() shouldBe "14"
                    }
                }

            test("its key is changed while it runs: it stops, and nothing is done twice") { database
                ->
                filled(database)
                var isChanged = false
                val changing = { event: ExecutionEvent ->
                    if (event is BackfillAdvanced && event.progress().rows() == 14L && !isChanged) {
                        isChanged = true
                        database.execute("update t set id = id + 1000 where id = 30")
                    }
                }
                migratorOf(database, grow(), heard = changing).upgrade()
                database.query("select distinct n from t") shouldBe listOf("1")
            }
        }
    })

private val TABLE =
    CreateTable(
        Table.of(
            TableName.of("t"),
            listOf(
                Column.of("id", IntegerType(64, false)),
                Column.of("k", IntegerType(64, false)),
                Column.of("n", IntegerType(32, false)),
            ),
            PrimaryKey(null, listOf("id")),
        ),
        false,
    )

private fun addColumn(name: String) =
    AddColumn(
        TableName.of("t"),
        Column.of(name, IntegerType(32, false)).withNullable(true),
        null,
        false,
    )

private fun grow(
    table: String = "t",
    set: String = "n",
    by: String = "1",
    where: String? = null,
    key: List<String> = emptyList(),
    name: String = "grow",
) =
    Backfill(
        name,
        TableName.of(table),
        key,
        where,
        SetColumns(mapOf(set to "n + $by")),
        Pace.DEFAULT.withBatchRows(7),
        null,
        false,
    )

private fun filled(database: DataSource) {
    database.execute(
        "create table t (id bigint not null primary key, k bigint not null unique, n integer not null)"
    )
    database.execute("insert into t values " + (1..30).joinToString { "($it, $it, 0)" })
}

/** The same rows under another key. */
private fun DataSource.otherKey() {
    execute(
        "create table u (id bigint not null, k bigint not null primary key, n integer not null)"
    )
    execute("insert into u select id, k, n from t")
    execute("drop table t")
    execute("alter table u rename to t")
}

private fun codes(failure: MigrationException): List<ErrorCode> =
    Causes.of(failure).toList().filterIsInstance<MigrationException>().flatMap { said ->
        said.problems().map { it.code() }
    }
