package io.kmigrate.dsl.builder

import io.kmigrate.Migrator
import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.dsl.script.described
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.LinesFile
import io.kmigrate.operation.RowChange
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestJava
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.bufferedWriter
import kotlin.io.path.writeText

private const val LINES = 45_000

/** About 100 characters a line: more than a file that is kept may have. */
private fun write(
    file: Path,
    lines: Int = LINES,
    charset: java.nio.charset.Charset = Charsets.UTF_8,
    mark: String = "",
    end: String = "\n",
    line: (Int) -> String = { "$it,\"${"x".repeat(90)}\"" },
) =
    file.bufferedWriter(charset).use { out ->
        out.write("${mark}id,note$end")
        for (number in 1..lines) out.write(line(number) + end)
    }

/** Files that are loaded in batches. */
class LargeCsvTest :
    FunSpec({
        val file = tempdir().toPath().resolve("large.csv")
        fun operation(encoding: String? = null) = scriptOf {
            loadCsv("t", "$file", encoding = encoding)
        }
            .toMigration("a1.migration.kts")
            .up
            .single()
            .operation()

        test("a large file becomes batches, however it was saved, and its checksum is one") {
            val forms =
                listOf(
                    { write(file) },
                    { write(file, mark = "\uFEFF") },
                    { write(file, end = "\r\n") },
                    { write(file) { "\"$it\",${"x".repeat(90)}" } },
                    // Only the parser takes this for a line end.
                    { write(file, end = "\r") },
                )
            val found = forms.map { form ->
                form()
                val change = (operation() as Backfill).change() as RowChange.LoadRows
                change.header() shouldContainExactly listOf("id", "note")
                change.content().rows().use { rows ->
                    val first = rows.findFirst().get()
                    first.line() shouldBe 2
                    first.fields() shouldContainExactly listOf("1", "x".repeat(90))
                }
                LinesFile.of(change.content()).use { parts ->
                    parts.mapToInt { it.rows() }.sum() shouldBe LINES
                }
                described { loadCsv("t", "$file") }
            }
            found.distinct().size shouldBe 1
            found.first() shouldContain
                "loadCsv(table: t, file: $file, columns: [id, note], rows: $LINES"
        }

        listOf(
                "a field too many is named by its line" to
                    (("line 40001 has 3 fields where the first line has 2") to
                        {
                            write(file) { if (it == 40_000) "1,2,3" else "$it,${"x".repeat(100)}" }
                        }),
                "bytes that are no text are named by their line" to
                    (("is not UTF-8 text: line 44001 looks like Latin-1") to
                        {
                            write(file, charset = Charsets.ISO_8859_1) {
                                if (it == 44_000) "1,é" else "$it,${"x".repeat(100)}"
                            }
                        }),
                "a header that does not fit is said" to
                    (("the first line of $file") to
                        {
                            write(file)
                            file.writeText("id,id\n" + "1,2\n".repeat(1 shl 20))
                        }),
            )
            .forEach { (name, case) ->
                test(name) {
                    case.second()
                    shouldThrow<MigrationException> { operation() }
                        .problems()
                        .single()
                        .message() shouldContain case.first
                }
            }

        test("a file far larger than the memory is loaded") {
            write(file, lines = 300_000)
            val process =
                ProcessBuilder(
                        *TestJava.command,
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("surefire.test.class.path")
                            ?: System.getProperty("java.class.path"),
                        "io.kmigrate.dsl.builder.LargeCsvTestKt",
                        "$file",
                        "jdbc:sqlite:${file.resolveSibling("app.db")}",
                    )
                    .redirectErrorStream(true)
                    .start()
            val said = process.inputReader().readText()
            withClue(said) { process.waitFor() shouldBe 0 }
            said shouldContain "300000 rows"
        }
    })

/** Loads a file, and says how many rows there are then. */
fun main(arguments: Array<String>) {
    val (file, url) = arguments
    val database = UrlDataSource(url)
    database.connection.use { connection ->
        connection.createStatement().use { it.execute("create table t (id bigint, note text)") }
    }
    val migration = scriptOf { loadCsv("t", file) }.toMigration("a1.migration.kts")
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(listOf(migration)))
        .build()
        .upgrade("head")
    database.connection.use { connection ->
        connection.createStatement().use { statement ->
            statement.executeQuery("select count(*) from t").use { println("${it.getInt(1)} rows") }
        }
    }
}
