package io.kmigrate.dialect.h2

import io.kmigrate.Migrator
import io.kmigrate.dialect.EverythingAndMore
import io.kmigrate.dialect.ExposedContract
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.operation.CreateTable
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.code
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.time.LocalTime
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.update

private object Cars : Table("Cars") {
    val id = integer("id")
    val plate = varchar("Plate No", 20)
    val order = integer("order")
}

class H2ExposedTest :
    ExposedContract(
        DIALECT,
        TestH2::freshDatabase,
        EverythingAndMore("it's ü", LocalTime.of(3, 4, 5, 600_000_000)),
        "INSERT INTO everything (bytes, a_blob, words) VALUES (X'0102', X'03', ARRAY['a,b', 'c'])",
    ) {
    init {
        listOf(
                "",
                "DATABASE_TO_UPPER=FALSE",
                "DATABASE_TO_LOWER=TRUE",
                "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
            )
            .forEach { settings ->
                test(
                    "a data step finds the tables of its revision in a database with <$settings>"
                ) {
                    val database = TestH2.inMemory(settings)
                    val up =
                        listOf(
                            CreateTable(ExposedTables.toTable(Cars), false),
                            code {
                                Cars.insert { row ->
                                    row[id] = 1
                                    row[plate] = "a"
                                    row[order] = 2
                                }
                                Cars.update({ Cars.id eq 1 }) { row -> row[plate] = "b" }
                                Cars.selectAll().map { it[Cars.plate] } shouldBe listOf("b")
                            },
                        )
                    val source = MigrationSource.of(listOf(migration("a1", up = up)))
                    Migrator.builder().dataSource(database).source(source).build().upgrade()
                    database.query("select \"Plate No\" from \"Cars\"").shouldContainExactly("b")
                }
            }
    }
}
