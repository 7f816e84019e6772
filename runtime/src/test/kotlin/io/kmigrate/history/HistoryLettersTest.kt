package io.kmigrate.history

import io.kmigrate.Migrator
import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.operation.CreateTable
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

class HistoryLettersTest :
    FunSpec({
        for (kind in TestDatabase.entries.filter { it.isOfMysql }) test(
            "$kind: a database of another character set takes a revision in any letters"
        ) {
            val database = kind.fresh()
            database.connection.use {
                it.execute("alter database ${it.catalog} character set latin1")
            }
            val table =
                Table.of(
                        TableName.of("t"),
                        listOf(column("id", int32)),
                        PrimaryKey(null, listOf("id")),
                    )
                    .withComment("创建人 ✓")
            val source =
                MigrationSource.of(
                    listOf(migration("один", up = listOf(CreateTable(table, false))))
                )
            Migrator.builder().dataSource(database).source(source).build().upgrade()
            database.query("select version_num from migrate_version") shouldBe listOf("один")
            database.query("select operations from migrate_history").single()!! shouldContain
                "创建人 ✓"
        }
    })
