package io.kmigrate.examples

import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import org.postgresql.ds.PGSimpleDataSource

internal class WebFrameworkReadmeTest : FunSpec() {
    private val database by lazy {
        TestPostgres.freshDatabase().connection.use {
            it.execute(
                "create role $SHOP login password '$PASSWORD'",
                "create database $SHOP owner $SHOP",
            )
        }
        PGSimpleDataSource().apply {
            setURL("jdbc:postgresql://localhost:${TestPostgres.port}/$SHOP?user=postgres")
        }
    }

    init {
        test("the readme of web-framework runs as written, with the Java API and without it") {
            val place = autoClose(Page.folder()).path
            Page.ofExample("web-framework").play(place, environment()) { command ->
                when (command) {
                    "./framework migrate downgrade" -> oneStepBack()
                    "migrate downgrade base" -> nothingIsLeft()
                }
            }
            shouldBeComplete()
        }
    }

    /** A server that asks for the password, of a kind that no URL could hold as it is. */
    private fun environment(): Map<String, String> {
        val settings =
            mapOf(
                "HOST" to "localhost",
                "PORT" to "${database.portNumbers.single()}",
                "USER" to SHOP,
                "PASSWORD" to PASSWORD,
            )
        return settings.mapKeys { "DATABASE_${it.key}" } +
            settings.mapKeys { "PG${it.key}" } +
            mapOf("DATABASE_NAME" to SHOP, "PGDATABASE" to SHOP)
    }

    private fun oneStepBack() =
        database.connection.use {
            it.shape() shouldNotContain "products.id"
            it.shape() shouldNotContain "customers.newsletter"
            it.strings("select email from customers order by id") shouldBe
                listOf("ann@example.org", "bo@example.org")
        }

    private fun nothingIsLeft() = database.connection.use { it.shape() shouldBe emptyList() }

    private fun shouldBeComplete() =
        database.connection.use {
            it.shape() shouldContain "customers unique [mail]"
            it.shape()
                .map { line -> line.substringBefore('.').substringBefore(' ') }
                .distinct()
                .shouldContainExactlyInAnyOrder("countries", "customers", "products")
            it.strings("select name from countries") shouldBe listOf("Canada")
            it.strings("select count(*) from migrate_version") shouldBe listOf("1")
        }

    private companion object {
        const val SHOP = TestPostgres.SHOP
        const val PASSWORD = "p@ss/w:rd#1%"
    }
}
