package io.kmigrate.dialect

import io.kmigrate.Migrator
import io.kmigrate.operation.BulkInsert
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.AcmeJar
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.net.URLClassLoader

/** A dialect in a jar that an application has, and this project has not. */
class OwnDialectTest :
    FunSpec({
        val folder = temporaryFolder("acme")
        val jar = AcmeJar.build(folder)

        fun <T> withJar(action: () -> T): T {
            val thread = Thread.currentThread()
            val found = thread.contextClassLoader
            return URLClassLoader(arrayOf(jar.toUri().toURL()), javaClass.classLoader).use {
                thread.contextClassLoader = it
                try {
                    action()
                } finally {
                    thread.contextClassLoader = found
                }
            }
        }

        test("a dialect's URLs are refused without its jar") {
            shouldThrow<Exception> { DatabaseUrl.parse("acme:shop") }.message!! shouldContain
                "no database is called \"acme\""
            shouldThrow<Exception> { Dialects.forUrl("jdbc:acme:shop") }.message!! shouldContain
                "no dialect is known for jdbc:acme:shop"
        }

        test("a dialect in a jar is found by name, by URL and by connection") {
            withJar {
                Dialects.all().map { it.name() } shouldContain "acme"
                Dialects.named("acme").name() shouldBe "acme"
                Dialects.forUrl("jdbc:acme:shop").name() shouldBe "acme"
                DatabaseUrl.parse("acme:${folder.resolve("found")}").dataSource().connection.use {
                    Dialects.forConnection(it).name() shouldBe "acme"
                }
            }
        }

        test("an application upgrades, reads and downgrades with its own dialect") {
            withJar {
                val database = DatabaseUrl.parse("acme:${folder.resolve("shop")}").dataSource()
                val rows = listOf(mapOf("id" to 1, "name" to "O'Neil"))
                val migrations =
                    listOf(
                        migration("a1", up = listOf(create("one"))),
                        migration("b2", "a1", up = listOf(create("two"))),
                        migration(
                            "c3",
                            "b2",
                            down = listOf(),
                            up = listOf(BulkInsert(TableName.of("one"), rows)),
                        ),
                    )
                val migrator =
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(migrations))
                        .build()
                migrator.upgrade().revisions() shouldContainExactly listOf("c3")
                database.query("SELECT \"name\" FROM \"one\"") shouldContainExactly listOf("O'Neil")
                migrator.status().current().ids() shouldContainExactly listOf("c3")
                migrator.downgrade("base").revisions().shouldBeEmpty()
                database.connection.use { connection ->
                    Dialects.named("acme")
                        .introspector()
                        .introspect(connection)
                        .tables()
                        .map { it.name().name() }
                        .filterNot { it.startsWith("migrate_") }
                        .shouldBeEmpty()
                }
            }
        }
    })
