package io.kmigrate.dsl.builder

import de.siegmar.fastcsv.reader.CsvParseException
import de.siegmar.fastcsv.reader.CsvReader
import io.kmigrate.dialect.DigestingReader
import io.kmigrate.operation.CsvLines
import io.kmigrate.operation.RowsDigest
import io.kmigrate.operation.RowsFile.Row
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.InputStream
import kotlin.random.Random

private class Unequal(val line: Long, val fields: Int) : RuntimeException()

/** A text with an error. */
private sealed interface Refused {
    data class Row(val line: Long, val fields: Int) : Refused

    data class Text(val said: String) : Refused
}

/** Rows of a text by its bytes, which must be the rows that the parser reads, or none. */
class PlainCsvTest :
    FunSpec({
        test("plain text has the rows that the parser reads, and anything else is left to it") {
            val seed = Random.nextInt()
            val random = Random(seed)
            var plain = 0
            repeat(20_000) {
                val nullText = listOf("", "NULL", "x").random(random)
                val text = "id,note\n" + text(random)
                withClue("seed $seed, null is '$nullText': ${text.map { it.code }} $text") {
                    val found = plain(text, nullText, random)
                    if (found != null) {
                        plain++
                        val expected = parsed(text, nullText)
                        // The parser looks ahead, and may refuse a later row first.
                        if (expected is Refused.Text) found.shouldBeInstanceOf<Refused>()
                        else found shouldBe expected
                    }
                }
            }
            withClue("seed $seed") { plain shouldBeGreaterThan 2_000 }
        }

        test("a row is found across the parts that are read") {
            val long = "x".repeat(700_000)
            val rows = (1..3000).map { "$it,\"a, \"\"b\"\"\r\nc ${it * 7}\"" } + "3001,$long"
            val text = "id,note\r\n" + rows.joinToString("\r\n")
            plain(text, "", Random(1)) shouldBe parsed(text, "")
        }

        test("parts that are passed on as they stand are known again, and others refused") {
            val text = "id,note\n" + (1..40_000).joinToString("") { "$it,\"a, b\n${it * 7}\"\n" }
            val parts = FileParts()
            val all = PlainCsv(text.byteInputStream(), 2, "") { _, _ -> error("rows are equal") }
            for (part in all) parts.add(all.placeOfLast(), part)
            parts.isWhole shouldBe true
            fun read(file: String) = parts.read(file.byteInputStream()) { error("changed") }
            read(text).sumOf { it.rows() } shouldBe 40_000
            read(text).map { it.line(it.rows() - 1) }.last() shouldBe 80_000
            listOf(text.dropLast(9), text.replace("39000,", "39001,")).forEach { other ->
                shouldThrow<IllegalStateException> { read(other).toList() }.message shouldBe
                    "changed"
            }
        }

        listOf(
                "1,a\rb" to "a carriage return alone",
                "1,a\"b" to "a quote inside",
                "1,\"a\"b" to "a character behind a quote",
                "1,\"a" to "a quote that does not end",
            )
            .forEach { (row, what) ->
                test("$what is left to the parser") {
                    plain("id,note\n$row\n", "", Random(1)) shouldBe null
                }
            }
    })

/** Few characters, so that what they mean together comes up often. */
private fun text(random: Random): String {
    val pieces =
        listOf(
            "a",
            "x",
            "NULL",
            "1",
            " ",
            ",",
            ",",
            "\"",
            "\"\"",
            "\n",
            "\r\n",
            "\r",
            "é",
            "𝄞",
            "\\.",
        )
    val fields =
        listOf("a", "x", "NULL", "\"x\"", "\"\"", "", "\"b,c\"", "\"d\"\"\"", "\"é\ne\"", "\\.")
    fun field() =
        if (random.nextInt(30) == 0) List(3) { pieces.random(random) }.joinToString("")
        else fields.random(random)
    val end = listOf("\n", "\r\n").random(random)
    val rows =
        List(random.nextInt(5)) {
            if (random.nextInt(10) == 0) "" else field() + "," + field()
        }
    return rows.joinToString(end) + if (random.nextBoolean()) end else ""
}

/** The rows and their digest, or what was said of a row; null: it is not plain. */
private fun plain(text: String, nullText: String, random: Random): Any? =
    try {
        val bytes = Trickling(text.toByteArray().inputStream(), random)
        val digest = RowsDigest()
        val rows = mutableListOf<Pair<Long, List<String?>>>()
        val parts = FileParts()
        val all = PlainCsv(bytes, 2, nullText) { line, fields -> throw Unequal(line, fields) }
        for (part in all) {
            digest.add(part)
            parts.add(all.placeOfLast(), part)
            rows += rows(part)
        }
        // What is passed on as it stands in the file need not be looked through again.
        if (parts.isWhole) {
            val again = parts.read(text.byteInputStream()) { error("it is the same file") }
            again.flatMap { rows(it) }.toList() shouldBe rows
        }
        rows to digest.text()
    } catch (odd: PlainCsv.Odd) {
        null
    } catch (unequal: Unequal) {
        Refused.Row(unequal.line, unequal.fields)
    }

private fun rows(part: CsvLines) = List(part.rows()) { row -> part.line(row) to part.fields(row) }

private fun parsed(text: String, nullText: String): Any =
    try {
        val digest = RowsDigest()
        val rows = mutableListOf<Pair<Long, List<String?>>>()
        val reader =
            CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(DigestingReader(text.reader()))
        for (record in reader.drop(1)) {
            if (record.fieldCount != 2) throw Unequal(record.startingLineNumber, record.fieldCount)
            val fields = record.fields.map { field -> field.takeIf { it != nullText } }
            @Suppress("UNCHECKED_CAST") digest.add(Row(0, fields as List<String>).fields())
            rows += record.startingLineNumber to fields
        }
        rows to digest.text()
    } catch (unequal: Unequal) {
        Refused.Row(unequal.line, unequal.fields)
    } catch (failure: CsvParseException) {
        Refused.Text("${failure.message}")
    }

/** Gives some bytes at a time, as a network or an archive does. */
private class Trickling(private val all: InputStream, private val random: Random) : InputStream() {
    override fun read() = all.read()

    override fun read(target: ByteArray, offset: Int, length: Int) =
        all.read(
            target,
            offset,
            minOf(length, 1 + random.nextInt(if (length > 100_000) 50_000 else 5)),
        )
}
