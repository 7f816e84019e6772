package io.kmigrate.plan

import io.kmigrate.Migrator
import io.kmigrate.dialect.update
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.BulkDelete
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.Index
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.table
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.string.shouldContain

/**
 * A revision changes a table that no script made, beside one whose inverse needs earlier scripts.
 */
class DerivedDowngradeTest :
    FunSpec({
        val outside = TableName.of("outside")
        val extra = Column.of("extra", VarcharType(9)).withNullable(true)
        val own =
            CreateTable(table("own", Column.of("old", VarcharType(9)).withNullable(true)), false)
        val needsEarlier = DropColumn(TableName.of("own"), "old", false)
        val harmless: Map<String, List<Operation>> =
            mapOf(
                "addColumn" to listOf(AddColumn(outside, extra, null, false)),
                "bulkUpdate of a new column" to
                    listOf(
                        AddColumn(outside, extra, null, false),
                        update("outside", mapOf("extra" to "x"), "id > 0"),
                    ),
                "createIndex" to
                    listOf(CreateIndex(outside, Index.of("ix_outside", "name"), false, false)),
                "createUniqueConstraint" to
                    listOf(CreateUniqueConstraint(outside, UniqueConstraint("uq", listOf("name")))),
                "renameColumn" to listOf(RenameColumn(outside, "name", "title")),
                "renameTable" to listOf(RenameTable(outside, "inside")),
            )
        fun migrator(database: javax.sql.DataSource, vararg later: List<Operation>): Migrator {
            val scripts = later.mapIndexed { place, operations ->
                migration("b$place", if (place == 0) "a1" else "b${place - 1}", up = operations)
            }
            return Migrator.builder()
                .dataSource(database)
                .source(MigrationSource.of(listOf(migration("a1", up = listOf(own))) + scripts))
                .build()
        }

        TestDatabase.entries.forEach { kind ->
            harmless.forEach { (word, operations) ->
                test("$kind: $word of a table from outside is reverted, and so is dropColumn") {
                    val database = kind.fresh()
                    database.execute("create table outside (id int not null, name varchar(9))")
                    // In the revision itself, and in one before it.
                    for (later in
                        listOf(
                            arrayOf(operations + needsEarlier),
                            arrayOf(operations, listOf(needsEarlier)),
                        )) {
                        val migrator = migrator(database, *later)
                        migrator.upgrade()
                        migrator.downgrade("base")
                        database.query("select count(name) from outside") shouldContainExactly
                            listOf("0")
                    }
                }
            }
        }

        mapOf(
                "dropColumn" to DropColumn(outside, "name", false),
                "bulkUpdate" to update("outside", mapOf("name" to "x"), null),
                "bulkDelete" to BulkDelete(outside, "id = 1"),
            )
            .forEach { (word, operation) ->
                test("$word of a table from outside has no inverse, and is refused") {
                    val database = TestDatabase.SQLITE.fresh()
                    database.execute("create table outside (id int not null, name varchar(9))")
                    val migrator = migrator(database, listOf(operation))
                    migrator.upgrade()
                    shouldThrow<MigrationException> { migrator.downgrade("base") }
                        .message shouldContain word
                }
            }

        test("rows that change in a table of the revision itself go with it") {
            val database = TestDatabase.SQLITE.fresh()
            val rows =
                listOf(
                    own,
                    update("own", mapOf("old" to "x"), null),
                    BulkDelete(TableName.of("own"), null),
                )
            val migrator =
                Migrator.builder()
                    .dataSource(database)
                    .source(MigrationSource.of(listOf(migration("a1", up = rows))))
                    .build()
            migrator.upgrade()
            migrator.downgrade("base")
            database.query(
                "select count(*) from sqlite_master where name = 'own'"
            ) shouldContainExactly listOf("0")
        }
    })
