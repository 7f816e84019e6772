package io.kmigrate.dsl.host

import io.kmigrate.dsl.builder.CsvFile
import io.kmigrate.dsl.script.DESIGN_SAMPLE
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.schema.TableName
import io.kmigrate.testing.Mutations
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldNotBe

/** Whatever stands in a file: it is read, or a failure says what is wrong with it. */
class HostFuzzTest :
    FunSpec({
        test("the header of any script is read, or left to the compiler") {
            val words =
                listOf(
                    "revision",
                    "downRevision",
                    "downRevisions",
                    "message",
                    "branchLabels",
                    "dependsOn",
                ) +
                    listOf(
                        " = ",
                        "\"a1\"",
                        "\"\"\"",
                        "listOf(",
                        ")",
                        "{",
                        "}",
                        "\${",
                        "/*",
                        "*/",
                        "//",
                        "`",
                    ) +
                    listOf("'", "\\u", "\\", "\n", "@file:", "package ", "import ", ";", "#!")
            val samples = listOf(DESIGN_SAMPLE, "revision = \"a\"\ndownRevisions(\"b\", \"c\")\n")
            Mutations(samples, words).each { HeaderScanner(it).scan() }
        }

        test("any file of comma-separated values is read or refused") {
            val words =
                listOf(",", ";", "\"", "\"\"", "\r\n", "\r", "\n", "\t", "id", "#", "\\N", "\uFEFF")
            val samples = listOf("id,name\n1,\"a, b\"\n2,\"two\nlines\"\n", "id;name\r\n1;\r\n")
            for (separator in listOf(',', ';', '\t')) {
                Mutations(samples, words).each { text ->
                    try {
                        CsvFile({ { text.byteInputStream() } }, separator, "\\N", null)
                            .load(TableName.of("t"), "t.csv")
                    } catch (_: IllegalArgumentException) {
                        // Told with the place in the script.
                    } catch (failure: MigrationException) {
                        failure.code() shouldNotBe ErrorCode.INTERNAL
                    }
                }
            }
        }
    })
