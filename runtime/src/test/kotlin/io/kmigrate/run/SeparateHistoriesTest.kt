package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.backfill.BackfillFixtures.inBackground
import io.kmigrate.backfill.BackfillFixtures.numbered
import io.kmigrate.backfill.BackfillFixtures.numbers
import io.kmigrate.failure.ErrorCode
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

/** Two projects in one schema, each with a version table of its own, know nothing of each other. */
class SeparateHistoriesTest :
    FunSpec({
        for (kind in TestDatabase.entries) {
            for ((first, second) in
                listOf("shop_version" to "billing_version", "versions" to "migrate_version")) {
                test(
                    "$kind, $first and $second: an unfinished revision stops its own project alone"
                ) {
                    val database = kind.fresh()
                    val broken =
                        migration(
                            "half",
                            transactional = false,
                            up = listOf(create("a"), sql("boom")),
                        )
                    shouldFailWith(ErrorCode.OPERATION_FAILED) {
                        project(database, first, broken).upgrade()
                    }
                    val whole =
                        project(database, second, migration("whole", up = listOf(create("b"))))
                    whole.upgrade()
                    whole.log(0).map { it.revision() } shouldContainExactly listOf("whole")
                    shouldFailWith(ErrorCode.OPERATION_FAILED) {
                        project(database, first, broken).upgrade()
                    }
                }

                test("$kind, $first and $second: each has its own backfills") {
                    val database = kind.fresh()
                    numbered(database, 1200)
                    val waiting =
                        project(database, first, migration("grow", up = listOf(inBackground())))
                    waiting.upgrade()
                    val other =
                        project(database, second, migration("other", up = listOf(create("b"))))
                    other.upgrade()
                    other.backfills().list().shouldBeEmpty()
                    other.backfills().run().shouldBeEmpty()
                    database.numbers() shouldBe mapOf("0" to 1200)
                    waiting.backfills().run()
                    database.numbers() shouldBe mapOf("1" to 1200)
                }
            }
        }
    })

private fun project(database: DataSource, table: String, vararg migrations: Migration): Migrator =
    Migrator.builder()
        .dataSource(database)
        .versionTable(TableName.of(table))
        .source(MigrationSource.of(migrations.toList()))
        .build()
