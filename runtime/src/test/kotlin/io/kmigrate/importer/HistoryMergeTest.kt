package io.kmigrate.importer

import io.kmigrate.dialect.Dialects
import io.kmigrate.importer.flyway.FlywayReader
import io.kmigrate.importer.flyway.FlywaySettings
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.writeText

/** Migrations for several kinds of databases become one history. */
class HistoryMergeTest :
    FunSpec({
        fun merged(files: Map<String, String>, vararg dialects: String): ImportedHistory {
            val folder = tempdir().toPath()
            files.forEach { (name, text) ->
                Files.createDirectories(folder.resolve("sql/$name").parent)
                folder.resolve("sql/$name").writeText(text)
            }
            val histories = dialects.map {
                FlywayReader(folder, Dialects.named(it), FlywaySettings.standard(), false)
                    .read(listOf(Path.of("sql")))
            }
            return HistoryMerge.of(histories, FlywayReader.order())
        }

        val history by lazy { merged(FILES, "mysql", "postgresql") }

        test("versions are one line, whatever database has them") {
            history.revisions().map { it.id() } shouldBe listOf("v1", "v2", "v3", "v4", "v5")
            history.revisions().map { it.parents() } shouldBe
                listOf(emptyList(), listOf("v1"), listOf("v2"), listOf("v3"), listOf("v4"))
            history.dialect() shouldBe "mysql, postgresql"
            history.leftOut().map { it.what() } shouldBe listOf("sql/h2/V2__b.sql")
        }

        test("equal steps stand once, and the rest says its databases") {
            fun databases(id: String) =
                history.revisions().single { it.id() == id }.up().map { it.databases() }
            databases("v1") shouldBe listOf(emptySet())
            databases("v2") shouldBe
                listOf(setOf("mysql"), setOf("postgresql"), emptySet(), setOf("postgresql"))
            databases("v3") shouldBe listOf(setOf("postgresql"))
            databases("v4") shouldBe listOf(setOf("mysql"))
            databases("v5") shouldBe listOf(emptySet())
        }

        test("a downgrade that one database has is written for the others") {
            val down = history.revisions().single { it.id() == "v2" }.down().orEmpty()
            down.map { "${it.databases()} ${it.kind()}" } shouldBe
                listOf("[mysql] BY_HAND", "[postgresql] TYPED")
        }

        test("the map says which database has a revision, and with which text") {
            val file = tempdir().toPath().resolve("map.json")
            file.writeText(ImportMap("", emptyMap()).with(history, emptyMap()).text())
            val map = ImportMap.read(file)
            map.optional("postgresql") shouldBe setOf("v4")
            map.optional("mysql") shouldBe setOf("v3")
            val origin = map.origins().getValue("v2")
            (origin.checksum("mysql") == origin.checksum("postgresql")) shouldBe false
            map.origins().getValue("v1").databases() shouldBe emptyMap()
        }

        test("the order of both lists stays, and what they have in common stands once") {
            ORDERS.forEach { (lists, wanted) ->
                val (left, right) = lists.split('|').map { it.toList() }
                val both =
                    Interleaving<Char>({ one, other -> one == other }, { one, _ -> one }) {
                        one,
                        other ->
                        one.compareTo(other)
                    }
                both.of(left, right).joinToString("") shouldBe wanted
            }
        }
    })

private val ORDERS =
    mapOf(
        "|" to "",
        "abc|abc" to "abc",
        "abc|" to "abc",
        "|abc" to "abc",
        "acd|abd" to "abcd",
        "adf|bcf" to "abcdf",
        "abcd|bd" to "abcd",
        "xay|zaw" to "xzawy",
    )

private val FILES =
    mapOf(
        "V1__a.sql" to "create table a (id int);",
        "mysql/V2__b.sql" to
            "create table b (id int auto_increment primary key); create index x on a (id);",
        "postgresql/V2__b.sql" to
            "create table b (id serial primary key); create index x on a (id); create view v as select id from a;",
        "postgresql/U2__b.sql" to "drop view v;",
        "h2/V2__b.sql" to "create table b (id int);",
        "postgresql/V3__c.sql" to "create table c (id int);",
        "mysql/V4__d.sql" to "create table d (id int);",
        "V5__e.sql" to "create table e (id int);",
    )
