package io.kmigrate.history

import io.kmigrate.Migrator
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.Mutations
import io.kmigrate.testing.migration
import io.kmigrate.testing.temporaryFolder
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldNotBe
import java.sql.Connection
import java.sql.SQLException
import org.sqlite.SQLiteDataSource

/** Whatever a person or a program wrote into our tables: it is read, or a failure says so. */
class HistoryFuzzTest :
    FunSpec({
        val columns =
            listOf(
                "id",
                "revision",
                "direction",
                "message",
                "checksum",
                "fingerprint",
                "operations",
                "place",
                "applied_by",
                "host",
                "tool_version",
                "tag",
                "started_at",
                "duration_ms",
                "operations_done",
                "outcome",
            )
        val words =
            listOf("a1", "b2", "up", "down", "stamp", "repair", "resolve", "done", "running") +
                listOf("in-flight", "failed", "reverted", "base", "+", " ", "\n", "-1", "NULL") +
                listOf("9999999999999999999", "2026-01-02 03:04:05", "+1000000000-12-31T23:59:60Z")

        fun Connection.change(text: String, round: Int) {
            val column = columns[round % columns.size]
            val value = if (text == "NULL") null else text
            try {
                prepareStatement("update migrate_history set \"$column\" = ? where rowid % 2 = ?")
                    .use {
                        it.setObject(1, value)
                        it.setInt(2, round % 2)
                        it.executeUpdate()
                    }
                if (round % 7 == 0) {
                    prepareStatement("update migrate_version set version_num = ?").use {
                        it.setObject(1, value)
                        it.executeUpdate()
                    }
                }
            } catch (_: SQLException) {
                // The table has rules of its own.
            }
        }

        /** The same table without rules, so that all columns may be null. */
        fun Connection.relax() =
            createStatement().use {
                it.executeUpdate("create table plain as select * from migrate_history")
                it.executeUpdate("drop table migrate_history")
                it.executeUpdate("alter table plain rename to migrate_history")
            }

        for (relaxed in listOf(false, true)) {
            test(
                "rows with anything in them are read or refused, rules of the table: ${!relaxed}"
            ) {
                val folder = temporaryFolder("history-fuzz")
                val database = SQLiteDataSource().apply { url = "jdbc:sqlite:$folder/app.db" }
                val scripts =
                    listOf("a1" to emptyArray(), "b2" to arrayOf("a1")).map { (id, parents) ->
                        migration(id, *parents, up = listOf(ExecuteSql("select 1")))
                    }
                val migrator =
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(scripts))
                        .build()
                migrator.upgrade("heads")
                if (relaxed) {
                    database.connection.use { it.relax() }
                }
                val good = folder.resolve("app.db").toFile().readBytes()
                var round = 0
                val samples = listOf("a1", "up", "done", "base +a1", "2026-01-02T03:04:05Z", "12")
                Mutations(samples, words).each(Mutations.COUNT / 30) { text ->
                    round++
                    folder.resolve("app.db").toFile().writeBytes(good)
                    database.connection.use {
                        it.change(text, round)
                        it.change(words[round % words.size], round / 3)
                    }
                    for (look in
                        listOf<() -> Any?>(
                            { migrator.status() },
                            { migrator.log(50) },
                            { migrator.validate() },
                            { migrator.upgrade("heads") },
                            { migrator.downgrade("base") },
                        )) {
                        try {
                            look()
                        } catch (failure: MigrationException) {
                            failure.code() shouldNotBe ErrorCode.INTERNAL
                        }
                    }
                }
            }
        }
    })
