package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.execution.ExecutionEvent.BackfillAdvanced
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowsDigest
import io.kmigrate.operation.RowsFile
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import javax.sql.DataSource

/** The rows of a large file, on real databases. */
class LoadRowsTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("texts, numbers, truth and null are loaded as they are, over an interruption") {
                database ->
                database.execute(
                    "create table t (id bigint not null, note varchar(40), flag boolean, " +
                        "amount decimal(10, 2))"
                )
                val rows =
                    listOf(
                        listOf("1", "plain", "true", "1.50"),
                        listOf("2", null, null, null),
                        listOf("3", "", "false", "-2"),
                        listOf("4", "a \"quote\", a comma", "true", "0"),
                        listOf("5", "two\nlines", "false", "3"),
                        listOf("6", "back\\slash \\.", "true", "4"),
                        listOf("7", "\\.", "true", "5"),
                        listOf("8", "ä € 𝄞 '", "false", "6"),
                    )
                val file = FileOfRows(listOf("id", "note", "flag", "amount"), rows)
                val cut =
                    shouldThrow<MigrationException> {
                        migrator(database, file.load(3), stopAt = 2).upgrade()
                    }
                withClue(cut.stackTraceToString()) { database.count() shouldBe 6 }
                migrator(database, file.load(2)).upgrade()
                database.query("select id from t order by id") shouldContainExactly
                    (1..8).map { "$it" }
                database.query("select note from t order by id") shouldContainExactly
                    rows.map { it[1] }
                database.query("select amount from t order by id").map { it?.toDouble() } shouldBe
                    rows.map { it[3]?.toDouble() }
                database.query("select count(*) from t where flag").single() shouldBe "4"
                database.query("select count(*) from t where flag is null").single() shouldBe "1"
            }

            test("a row that the database refuses is named by its line; all before are kept") {
                database ->
                database.execute("create table t (id bigint not null unique, n integer not null)")
                val good = numbered(40)
                val bad = good.toMutableList<List<String?>>().also { it[29] = listOf("12", "0") }
                val failure =
                    shouldThrow<MigrationException> {
                        migrator(database, FileOfRows(COLUMNS, bad).load(25)).upgrade()
                    }
                "${failure.cause?.message}" shouldContain "line 31 of t.csv"
                val facts = failure.problems().single().facts()
                facts.keys() shouldContainExactly listOf("line 31 of t.csv")
                "${facts.databaseMessage()}".lowercase() shouldContain Regex("unique|duplicate")
                "${facts.databaseMessage()}" shouldNotContain Regex("failed at|line 1")
                database.count() shouldBe 29
                // Nothing is loaded twice once the table takes the row.
                database.execute("delete from t where id = 12")
                migrator(database, FileOfRows(COLUMNS, bad).load(25)).upgrade()
                database.count() shouldBe 39
            }

            for ((type, text) in listOf("integer" to "none", "boolean" to "perhaps")) {
                test("a text that is no $type is named by its line; all before are kept") { database
                    ->
                    database.execute("create table t (id bigint not null, n $type)")
                    val rows = (1..40).map { listOf("$it", if (it == 30) text else "1") }
                    val failure =
                        shouldThrow<MigrationException> {
                            migrator(database, FileOfRows(COLUMNS, rows).load(25)).upgrade()
                        }
                    "${failure.cause?.message}" shouldContain
                        Regex("t\\.csv,? .*line 31|line 31 of t\\.csv")
                    failure.problems().single().facts().keys().single() shouldContain "31"
                    database.count() shouldBe 29
                }
            }

            test("no more of a file is held than a batch, and about the next one") { database ->
                database.execute("create table t (id bigint not null, n varchar(200))")
                val long = "x".repeat(200)
                val file = FileOfRows(COLUMNS, List(40_000) { listOf("$it", long) })
                var most = 0L
                val listening =
                    migrator(database, file.load(null)) { rows ->
                        most = maxOf(most, file.read - rows)
                    }
                listening.upgrade()
                database.count() shouldBe 40_000
                most shouldBeLessThan 15_000
            }
        }

        test("a file that was changed after its script was read is noticed") {
            val database = TestDatabase.SQLITE.fresh()
            database.execute("create table t (id bigint not null, n integer not null)")
            val file = FileOfRows(COLUMNS, numbered(30))
            val load = file.load(7)
            file.rows = numbered(29)
            val failure = shouldThrow<MigrationException> { migrator(database, load).upgrade() }
            (failure.cause as MigrationException).problems().single().code() shouldBe
                ErrorCode.CHANGED_MEANWHILE
        }
    })

private val COLUMNS = listOf("id", "n")

private fun numbered(rows: Int) = (1..rows).map { listOf("$it", "0") }

/** A file that counts how many of its rows were read. */
private class FileOfRows(val columns: List<String>, var rows: List<List<String?>>) {
    var read = 0L

    fun load(batchRows: Int?): Backfill {
        val digest = RowsDigest()
        rows.forEach { digest.add(it.nullable()) }
        val content = RowsFile {
            rows
                .mapIndexed { place, row -> RowsFile.Row(place + 2L, row.nullable()) }
                .stream()
                .peek { read++ }
        }
        val change = RowChange.LoadRows("t.csv", columns, digest.rows(), digest.text(), content)
        return Backfill.of("load t.csv into t", TableName.of("t"), null, change)
            .withPace(Pace.DEFAULT.withBatchRows(batchRows))
    }
}

@Suppress("UNCHECKED_CAST") private fun List<String?>.nullable() = this as List<String>

private fun DataSource.count() = query("select count(*) from t").single()!!.toInt()

/** Fails behind the batch with a number, as a process that is killed does. */
private fun migrator(
    database: DataSource,
    load: Backfill,
    stopAt: Int = 0,
    heard: (Long) -> Unit = {},
): Migrator {
    var batches = 0
    return Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(migration("load", up = listOf(load)))))
        .listener { event ->
            if (event is BackfillAdvanced) {
                heard(event.progress().rows())
                if (++batches == stopAt) throw IllegalStateException("cut")
            }
        }
        .build()
}
