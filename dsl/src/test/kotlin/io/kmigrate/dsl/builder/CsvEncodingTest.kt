package io.kmigrate.dsl.builder

import io.kmigrate.dsl.script.described
import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.failure.MigrationException
import io.kmigrate.operation.LoadCsv
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.charset.Charset
import kotlin.io.path.writeBytes
import kotlin.text.Charsets.ISO_8859_1
import kotlin.text.Charsets.UTF_16
import kotlin.text.Charsets.UTF_16BE
import kotlin.text.Charsets.UTF_16LE
import kotlin.text.Charsets.UTF_8

private const val MARK = "\uFEFF"
private const val TEXT = "id,straße\n10,\"a\nb\"\n11,é\n"

/** One file, however it was saved and checked out. */
class CsvEncodingTest :
    FunSpec({
        val folder = tempdir().toPath()
        fun saved(content: ByteArray): String =
            folder.resolve("m.csv").also { it.writeBytes(content) }.toString()

        val loaded = listOf(listOf("10", "a\nb"), listOf("11", "é"))
        val accepted: List<Triple<String, ByteArray, String?>> =
            listOf("LF" to TEXT, "CRLF" to TEXT.replace("\n", "\r\n")).flatMap { (ends, text) ->
                listOf(
                    Triple("UTF-8, $ends", text.toByteArray(UTF_8), null),
                    Triple("UTF-8 with a mark, $ends", (MARK + text).toByteArray(UTF_8), null),
                    Triple("UTF-8, named, $ends", text.toByteArray(UTF_8), "UTF-8"),
                    Triple("Latin-1, named, $ends", text.toByteArray(ISO_8859_1), "ISO-8859-1"),
                    Triple(
                        "windows-1252, named, $ends",
                        text.toByteArray(Charset.forName("windows-1252")),
                        "windows-1252",
                    ),
                    Triple("UTF-16 with a mark, named, $ends", text.toByteArray(UTF_16), "UTF-16"),
                    Triple(
                        "UTF-16LE with a mark, named, $ends",
                        (MARK + text).toByteArray(UTF_16LE),
                        "UTF-16LE",
                    ),
                )
            }
        val digests = accepted.map { (title, content, encoding) ->
            val file = saved(content)
            test("$title is loaded as it is meant") {
                saved(content)
                val load =
                    scriptOf { loadCsv("t", file, encoding = encoding) }
                        .toMigration("a1.migration.kts")
                        .up
                        .single()
                        .operation() as LoadCsv
                load.columns() shouldBe listOf("id", "straße")
                load.rows() shouldBe loaded
            }
            described { loadCsv("t", file, encoding = encoding) }
        }

        test("the checksum is one and the same") { digests.distinct().size shouldBe 1 }

        val latin =
            "save the file as UTF-8, or name its encoding: loadCsv(…, encoding = \"ISO-8859-1\")"
        val wide = latin.replace("ISO-8859-1", "UTF-16")
        val named = "name the encoding of the file, or save it as UTF-8 and leave the encoding out"
        val refused: List<Pair<Pair<ByteArray, String?>, String>> =
            listOf(
                (TEXT.toByteArray(ISO_8859_1) to null) to
                    "is not UTF-8 text: line 1 looks like Latin-1 | $latin",
                ("id,a\n1,b\n2,é\n".toByteArray(ISO_8859_1) to null) to
                    "is not UTF-8 text: line 3 looks like Latin-1 | $latin",
                ("id,a\r\n1,é".toByteArray(ISO_8859_1) to null) to
                    "is not UTF-8 text: line 2 looks like Latin-1 | $latin",
                (TEXT.toByteArray(UTF_16) to null) to
                    "is not UTF-8 text: line 1 looks like UTF-16 | $wide",
                (TEXT.toByteArray(UTF_16LE) to null) to
                    "is not UTF-8 text: line 1 looks like UTF-16 | $wide",
                (TEXT.toByteArray(UTF_16BE) to null) to
                    "is not UTF-8 text: line 1 looks like UTF-16 | $wide",
                ("id,a\n1,é".toByteArray(ISO_8859_1) to "UTF-8") to
                    "is not UTF-8 text: line 2 has bytes that are no character | $named",
                ("id\n1".toByteArray() to "UTF8x") to
                    "there is no encoding \"UTF8x\": write a name such as UTF-8 or ISO-8859-1 | correct the call",
            )
        refused.forEachIndexed { row, (given, sentence) ->
            test("row ${row + 1}: $sentence") {
                val file = saved(given.first)
                val problem =
                    shouldThrow<MigrationException> {
                            scriptOf { loadCsv("t", file, encoding = given.second) }
                                .toMigration("a1.migration.kts")
                        }
                        .problems()
                        .single()
                "${problem.message().removePrefix("$file ")} | ${problem.fix()?.command()}" shouldBe
                    sentence
            }
        }
    })
