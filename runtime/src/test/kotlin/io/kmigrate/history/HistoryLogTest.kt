package io.kmigrate.history

import io.kmigrate.Migrator
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.time.Instant
import java.time.temporal.ChronoUnit

/** What was run, as it is read back. */
class HistoryLogTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            test("$kind: the log lists the runs, newest first") {
                val database = kind.fresh()
                val migrator =
                    Migrator.builder()
                        .dataSource(database)
                        .source(
                            MigrationSource.of(
                                listOf(
                                    migration("aaaa", up = listOf(create("one"))),
                                    migration("bbbb", "aaaa", up = listOf(create("two"))),
                                )
                            )
                        )
                        .tag("release 7")
                        .build()
                migrator.log(0).shouldBeEmpty()
                val before = Instant.now().truncatedTo(ChronoUnit.MILLIS)
                migrator.upgrade()
                migrator.downgrade("-1")
                val log = migrator.log(0)
                log.map {
                    "${it.direction()} ${it.revision()} ${it.outcome()}"
                } shouldContainExactly listOf("down bbbb done", "up bbbb done", "up aaaa done")
                migrator.log(1).map { it.direction() } shouldContainExactly listOf("down")
                val last = log.last()
                last.message() shouldBe "make aaaa"
                last.tag() shouldBe "release 7"
                last.author().user() shouldBe System.getProperty("user.name")
                last.author().toolVersion() shouldBe "development"
                last.operationsDone() shouldBe 1
                last.duration().isNegative shouldBe false
                (last.started()!! in before..Instant.now()) shouldBe true
            }

            test("$kind: a moment without a zone, as SQL text leaves it, is read") {
                val database = kind.fresh()
                val migrator =
                    Migrator.builder()
                        .dataSource(database)
                        .source(
                            MigrationSource.of(
                                listOf(migration("aaaa", up = listOf(create("one"))))
                            )
                        )
                        .build()
                migrator.upgrade()
                database.execute("update migrate_history set started_at = '2026-01-02 03:04:05'")
                migrator.log(1).single().started() shouldBe Instant.parse("2026-01-02T03:04:05Z")
            }
        }
    })
