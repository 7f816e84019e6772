package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.LoadCsv
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowsDigest
import io.kmigrate.operation.RowsFile
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.string.shouldContain
import java.util.stream.Stream
import javax.sql.DataSource

/** Rows for a column that is not there are refused before anything runs. */
class HeaderTest :
    FunSpec({
        val table = TableName.of("rooms")
        val operations: Map<String, Operation> =
            mapOf(
                "a small file" to
                    LoadCsv(table, "rooms.csv", listOf("id", "okay"), listOf(listOf("1", "2"))),
                "a large file" to large(table),
                "rows of the script" to BulkInsert(table, listOf(mapOf("id" to 1, "okay" to 2))),
            )
        for (kind in TestDatabase.entries) {
            for ((name, rows) in operations) {
                test("$kind: $name, for a table of the same revision") {
                    val database = kind.fresh()
                    val both = migration("a", up = listOf(create("rooms"), rows))
                    shouldFailWith(ErrorCode.UNKNOWN_COLUMN) { migrator(database, both).upgrade() }
                        .message shouldContain "okay"
                    // Nothing was made.
                    database.execute("create table rooms (id integer)")
                }
            }

            test("$kind: a large file, for a table that is there") {
                val database = kind.fresh()
                database.execute("create table rooms (id integer)")
                val first = migration("a", up = listOf(create("halls")))
                val second = migration("b", "a", up = listOf(large(table)))
                shouldFailWith(ErrorCode.UNKNOWN_COLUMN) {
                    migrator(database, first, second).upgrade()
                }
                database.execute("create table halls (id integer)")
            }

            test("$kind: text that may have added the column is believed") {
                val database = kind.fresh()
                val added = sql("alter table rooms add column okay integer")
                val rows = operations.getValue("rows of the script")
                migrator(database, migration("a", up = listOf(create("rooms"), added, rows)))
                    .upgrade()
                database.query("select okay from rooms").single()!! shouldContain "2"
            }
        }
    })

private fun large(table: TableName): Backfill {
    val digest = RowsDigest().apply { add(listOf("1", "2")) }
    val file = RowsFile { Stream.of(RowsFile.Row(2, listOf("1", "2"))) }
    val load = RowChange.LoadRows("rooms.csv", listOf("id", "okay"), 1, digest.text(), file)
    return Backfill.of("load", table, null, load)
}

private fun migrator(database: DataSource, vararg migrations: Migration): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations.toList())).build()
