package io.kmigrate.dsl

import io.kmigrate.Migrator
import io.kmigrate.OfflineMigrator
import io.kmigrate.dialect.Dialects
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path

/**
 * The scripts the README runs as SQL text for databases that no server can be had of: reviewed, not
 * run. `-Dgolden.update=true` rewrites the files.
 */
class DrivingSchoolVendorSqlTest :
    FunSpec({
        val root = Path.of("src/test/resources/golden/driving-school")

        listOf("sqlserver", "oracle").forEach { name ->
            test("$name: all scripts as one text for the database's own client") {
                val file = root.resolve("$name.sql")
                val text =
                    offline(name).upgrade("head").replace(AUTHOR, "<user>, <host>, <version>, $1")
                if (System.getProperty("golden.update").toBoolean()) {
                    Files.createDirectories(root)
                    Files.writeString(file, text)
                }
                text shouldBe Files.readString(file)
            }
        }

        listOf("sqlserver" to "GO", "oracle" to "/").forEach { (name, separator) ->
            test("$name: the text, divided as its client divides it, holds only statements") {
                val dialect = Dialects.named(name)
                val text = offline(name).upgrade("head")
                val body = text.substringAfter(dialect.script().header().last() + "\n")
                val statements = dialect.split(body)
                statements.forEach {
                    it.lines().none { line -> line.trim() == separator } shouldBe true
                }
                statements.size shouldBe body.lines().count { it == separator }
            }
        }
    })

/** What differs from machine to machine in a row of the history. */
private val AUTHOR =
    Regex("N?'[^']*', N?'[^']*', N?'[^']*', (SYSDATETIMEOFFSET\\(\\)|CURRENT_TIMESTAMP)")

private fun offline(dialect: String): OfflineMigrator =
    Migrator.builder().scripts(Path.of("..", "migrations")).build().offline(Dialects.named(dialect))
