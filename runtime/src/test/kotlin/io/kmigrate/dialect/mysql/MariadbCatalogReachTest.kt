package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaScope
import io.kmigrate.schema.TableName
import io.kmigrate.testing.RecordedDataSource
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.execute
import io.kmigrate.testing.rows
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.sql.Connection

/**
 * A server may have thousands of databases. MariaDB reads the folders of all of them where a query
 * of its catalog does not name the one by the column that it looks for.
 */
class MariadbCatalogReachTest :
    FunSpec({
        test("each query of the catalog reads the database of the connection alone") {
            val database = MARIADB.fresh()
            database.connection.use {
                it.execute(
                    "create table authors (id int primary key, name varchar(20) unique)",
                    "create table books (id int primary key, author int references authors (id), check (id > 0))",
                    "create view names as select name from authors",
                    "create trigger tidy before insert on books for each row set new.id = abs(new.id)",
                    "create function one() returns int deterministic return 1",
                )
            }
            val recorded = RecordedDataSource(database)
            recorded.dataSource.connection.use(::readAll)
            val queries =
                recorded.statements
                    .filter { "information_schema." in it && "INNODB_" !in it }
                    .map { it.replace("?", "'books'") }
            queries.size shouldBeGreaterThan 15
            database.connection.use { connection ->
                queries
                    // It asks which other databases refer to this one.
                    .filter { it != CatalogQueries.REFERRING }
                    .filter { connection.readsAll(it) }
                    .shouldBeEmpty()
            }
        }

        test("a query that names it by another column is found") {
            MARIADB.fresh().connection.use {
                it.readsAll(
                    "select * from information_schema.TRIGGERS where TRIGGER_SCHEMA = database()"
                ) shouldBe true
            }
        }
    })

private fun readAll(connection: Connection) {
    val introspector = Dialects.forConnection(connection).introspector()
    val found = introspector.introspect(connection)
    introspector.baseline(connection, SchemaScope.OWN, found)
    introspector.notInBaseline(connection, SchemaScope.OWN)
    introspector.unsupportedObjects(connection, SchemaScope.OWN)
    introspector.objectNames(connection)
    introspector.tableSizes(connection, listOf(TableName.of("books")))
    introspector.catalog(connection).table(TableName.of("books"))
}

private fun Connection.readsAll(query: String): Boolean =
    rows("explain $query") { it.getString("Extra").orEmpty() }.any { "Scanned all databases" in it }
