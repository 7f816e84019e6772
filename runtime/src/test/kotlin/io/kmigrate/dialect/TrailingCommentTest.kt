package io.kmigrate.dialect

import io.kmigrate.Migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.BulkUpdate
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.SqlExpression
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** SQL of a script may end with a comment: what the statement says behind it still counts. */
class TrailingCommentTest :
    FunSpec({
        for (kind in TestDatabase.entries) {
            for (comment in comments(kind)) {
                for ((place, case) in cases(kind, comment)) {
                    test("$kind, $comment: $place") {
                        val database = kind.fresh()
                        val made = migration("made", up = listOf(TABLE, ROWS))
                        val then = migration("then", "made", up = listOf(case.operation))
                        Migrator.builder()
                            .dataSource(database)
                            .source(MigrationSource.of(listOf(made, then)))
                            .build()
                            .upgrade()
                        database.query(case.query) shouldBe case.expected
                    }
                }
            }
        }
    })

private class Commented(val operation: Operation, val query: String, val expected: List<String>)

private val T = TableName.of("t")
private val INT = IntegerType(32, false)
private val TABLE =
    CreateTable(
        Table.of(
            T,
            listOf(Column.of("id", INT), Column.of("n", INT)),
            PrimaryKey(null, listOf("id")),
        ),
        false,
    )
private val ROWS = BulkInsert(T, (1..6).map { mapOf("id" to it, "n" to 0) })
private const val NUMBERS = "select n from t order by id"

private fun comments(kind: TestDatabase) =
    listOf("-- why") + if (kind.isOfMysql) listOf("# why") else listOf()

private fun cases(kind: TestDatabase, comment: String): Map<String, Commented> {
    val once = RowChange.SetColumns(mapOf("n" to "n + 1 $comment"))
    fun backfill(where: String?, change: RowChange) =
        Backfill.of("grow", T, where, change).withPace(Pace.DEFAULT.withBatchRows(2))
    // Such columns are added on SQLite, and are all that there is on H2.
    val isStored = kind != TestDatabase.SQLITE
    return mapOf(
        "a backfill's value" to Commented(backfill(null, once), NUMBERS, List(6) { "1" }),
        "a backfill's condition" to
            Commented(
                backfill("id > 3 $comment", RowChange.SetColumns(mapOf("n" to "n + 1"))),
                NUMBERS,
                listOf("0", "0", "0", "1", "1", "1"),
            ),
        "a value of one statement" to
            Commented(
                BulkUpdate(T, mapOf("n" to SqlExpression("n + 1 $comment")), "id = 2"),
                NUMBERS,
                listOf("0", "1", "0", "0", "0", "0"),
            ),
        "a default" to
            Commented(
                AddColumn(
                    T,
                    Column.of("m", INT).withDefault(DefaultValue.Expression("(1 + 1) $comment")),
                    null,
                    false,
                ),
                "select m from t where id = 1",
                listOf("2"),
            ),
        "a computed column" to
            Commented(
                AddColumn(
                    T,
                    Column.of("m", INT)
                        .withNullable(true)
                        .withGenerated(Generated("n + 7 $comment", isStored)),
                    null,
                    false,
                ),
                "select m from t where id = 1",
                listOf("7"),
            ),
        "a check" to
            Commented(
                CreateCheckConstraint(T, CheckConstraint("c", "n < 5 $comment")),
                NUMBERS,
                List(6) { "0" },
            ),
    ) + if (kind == TestDatabase.H2 || kind == TestDatabase.MARIADB) mapOf() else index(comment)
}

/** H2 and MariaDB have none of expressions. */
private fun index(comment: String) =
    mapOf(
        "an expression of an index" to
            Commented(
                CreateIndex(
                    T,
                    Index.of("ix", listOf(IndexColumn.expression("n + 1 $comment"))),
                    false,
                    false,
                ),
                NUMBERS,
                List(6) { "0" },
            )
    )
