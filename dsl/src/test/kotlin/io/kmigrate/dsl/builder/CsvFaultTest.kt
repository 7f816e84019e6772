package io.kmigrate.dsl.builder

import io.kmigrate.dsl.script.scriptOf
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import kotlin.io.path.writeText

private const val LARGE = 5_000_000

/** A file that is no CSV is the file's fault, named by its line, however large it is. */
class CsvFaultTest :
    FunSpec({
        val folder = tempdir().toPath()

        fun refused(text: String?, separator: Char = ','): MigrationException {
            val file = folder.resolve("rows.csv")
            text?.let(file::writeText)
            return shouldThrow<MigrationException> {
                scriptOf {
                        loadCsv(
                            "t",
                            if (text == null) "missing.csv" else "$file",
                            separator = separator,
                        )
                    }
                    .toMigration("a1.migration.kts")
            }
        }

        listOf(
                "" to "is empty",
                "id,n\n1,2\n3\n" to "line 3 has 1 fields",
                "id,n\n1,2,3\n" to "line 2 has 3 fields",
                "id,n\n1,\"2\" x\n" to "line 2",
                "id,n\n1,2\n3,\"4\n" to "line 3",
            )
            .forEach { (text, said) ->
                for (size in listOf(0, LARGE)) {
                    if (size > 0 && text.isEmpty()) continue
                    test("${text.replace("\n", "⏎")} and $size characters: $said") {
                        val problem = refused(text + "x".repeat(size)).problems().single()
                        problem.code() shouldBe ErrorCode.BAD_CSV
                        problem.message() shouldContain said
                        problem.message() shouldNotContain "Exception"
                        problem.fix()!!.command() shouldBe "correct the file"
                    }
                }
            }

        test("a missing file is a wrong name in the script") {
            val problem = refused(null).problems().single()
            problem.code() shouldBe ErrorCode.BAD_CSV
            problem.fix()!!.command() shouldContain "name of the file"
        }

        for (separator in listOf('"', '\n', '\r')) {
            test("a separator with the code ${separator.code} is refused") {
                refused("id,n\n", separator).problems().single().code() shouldBe
                    ErrorCode.INVALID_OPERATION
            }
        }
    })
