package io.kmigrate.examples

import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.strings
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.sql.Connection
import java.sql.DriverManager
import kotlin.io.path.readText
import kotlin.io.path.writeText

internal class AnyDatabaseReadmeTest : FunSpec() {
    private val place = autoClose(Page.folder()).path
    private val postgres by lazy { TestPostgres.freshDatabase() }
    private val mariadb by lazy { TestMariadb.freshDatabase() }

    private val connections: Map<String, () -> Connection> =
        mapOf(
            "sqlite" to { DriverManager.getConnection("jdbc:sqlite:$place/inventory.db") },
            "h2" to
                {
                    DriverManager.getConnection(
                        "jdbc:h2:$place/inventory;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                    )
                },
            "postgresql" to { postgres.connection },
            "mariadb" to { mariadb.connection },
        )

    init {
        test("the readme of any-database runs as written, and leaves its catalogs and data") {
            val environment =
                mapOf(
                    "POSTGRES_PORT" to "${TestPostgres.port}",
                    "POSTGRES_DATABASE" to postgres.connection.use { it.catalog },
                    "MARIADB_PORT" to "${TestMariadb.port}",
                    "MARIADB_DATABASE" to mariadb.connection.use { it.catalog },
                )
            Page.ofExample("any-database").play(place, environment) { command ->
                if (command.startsWith("migrate downgrade -1")) openingStockIsBack()
                if ("downgrade base" in command) nothingIsLeft(command)
            }
            sameEverywhere()
            compareGolden()
        }
    }

    private fun openingStockIsBack() =
        connections.getValue("sqlite")().use {
            it.shape() shouldContain "items.opening_stock"
            it.strings("select count(*) from movements") shouldBe listOf("0")
        }

    private fun nothingIsLeft(command: String) {
        val kind = command.substringAfter("INVENTORY_DB=").substringBefore(' ')
        connections.getValue(kind)().use { it.shape() shouldBe emptyList() }
    }

    private fun sameEverywhere() {
        val shapes = connections.mapValues { (_, open) -> open().use { it.shape().sorted() } }
        shapes.forEach { (kind, shape) ->
            withClue(kind) { shape shouldContainExactly shapes.getValue("postgresql") }
        }
        connections.forEach { (kind, open) ->
            withClue(kind) { open().use { it.shouldHaveStock() } }
        }
    }

    private fun Connection.shouldHaveStock() {
        // Names in quotes are the same to all but MariaDB, and needed by none.
        strings(
                "select concat(i.sku, ' ', m.quantity, ' ', l.name) from items i " +
                    "join movements m on m.item_id = i.id join locations l on l.id = m.location_id order by 1"
            )
            .shouldContainExactly("BK-001 120 Cellar", "PN-014 8 Cellar")
        strings("select name from locations order by name") shouldBe
            listOf("Cellar", "Returns", "Shop")
        strings("select name from items where sku = 'PN-014'") shouldBe
            listOf("Fountain pen, “Öresund”")
    }

    /** No server is there for SQL Server: its text is reviewed instead. */
    private fun compareGolden() {
        val golden = Path.of("../any-database/sqlserver.sql")
        val text =
            place
                .resolve("upgrade.sql")
                .readText()
                .replace(
                    Regex("NULL, N'[^']*', N'[^']*', N'[^']*', SYSDATETIMEOFFSET"),
                    "NULL, N'<user>', N'<host>', N'<version>', SYSDATETIMEOFFSET",
                )
        if (System.getProperty("scenario.update") != null) golden.writeText(text)
        else text shouldBe golden.readText()
    }
}
