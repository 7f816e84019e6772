package io.kmigrate.dsl.script

import io.kmigrate.dsl.builder.ScriptPlace
import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.jdbc.selectAll

private const val ID_FIX =
    "use only letters, digits, _ and ., up to 255 of them, as in revision = \"cd0edd614cc5\""

private const val CODE_FIX =
    "fix the script; a block only describes operations, so put code that needs the database into data { }"

/** What a user sees of [script]'s problems. */
private fun sentencesOf(script: CountedScript): String =
    script
        .sentences(shouldThrow<MigrationException> { script.toMigration("a1.kts") })
        .joinToString("\n")

private fun sentencesOf(header: MigrationScript.() -> Unit): String =
    sentencesOf(
        object : CountedScript() {
            init {
                start()
                header()
            }
        }
    )

private const val UNSEEN = "contains a character that cannot be seen"

private object Broken : Table("broken") {
    val id = long("id")
    val again = long("id")
}

class InvalidScriptTest :
    FunSpec({
        test("a script without a revision is refused") {
            sentencesOf {} shouldBe
                "a1.kts missing-revision: the script sets no revision | begin the script with revision = \"…\", an id that no other script has"
        }

        val illegal =
            listOf(
                "" to "the revision id is empty",
                "a b" to "the revision id \"a b\" contains white space",
                "a\tb" to "the revision id \"a\tb\" contains white space",
                "a@b" to "the revision id \"a@b\" contains \"@\"",
                "a+b" to "the revision id \"a+b\" contains \"+\"",
                "a-b" to "the revision id \"a-b\" contains \"-\"",
                "a:b" to "the revision id \"a:b\" contains \":\"",
                "a,b" to "the revision id \"a,b\" contains \",\"",
                "a".repeat(256) to "the revision id is 256 characters long",
                "a\u200bb" to "the revision id \"a\u200bb\" $UNSEEN",
                "a\u00adb" to "the revision id \"a\u00adb\" $UNSEEN",
                "a\u2060b" to "the revision id \"a\u2060b\" $UNSEEN",
                "a\ufeffb" to "the revision id \"a\ufeffb\" $UNSEEN",
                "a\udb40\udc41b" to "the revision id \"a\udb40\udc41b\" $UNSEEN",
                "a\u202eb" to "the revision id \"a\\u202eb\" $UNSEEN",
                "a\u001bb" to "the revision id \"a\\x1bb\" $UNSEEN",
                "head" to "the revision id \"head\" has a meaning in targets",
            )
        illegal.forEachIndexed { row, (id, sentence) ->
            test("row ${row + 1}: $sentence") {
                sentencesOf { revision = id } shouldBe
                    "a1.kts:+1 illegal-revision: $sentence | $ID_FIX"
            }
        }

        test("an id of 255 characters is legal") {
            scriptOf {}.apply { revision = "x".repeat(255) }
        }

        test("parents and labels keep the rule of ids") {
            sentencesOf(
                object : CountedScript() {
                    init {
                        start()
                        revision = "a1"
                        downRevision = "b-2"
                        branchLabels("ok", "not ok")
                    }
                }
            ) shouldBe
                """
                a1.kts:+2 illegal-revision: the downRevision "b-2" contains "-" | $ID_FIX
                a1.kts:+3 illegal-revision: the branch label "not ok" contains white space | $ID_FIX
                """
                    .trimIndent()
        }

        test("words that occur twice, exclude each other or name nothing are refused") {
            sentencesOf(
                object : CountedScript() {
                    init {
                        start()
                        revision = "a1"
                        revision = "a2"
                        downRevision = "b"
                        downRevisions("c", "c")
                        dependsOn()
                        upgrade {}
                        upgrade {}
                        downgrade {}
                        irreversible("no way back")
                    }
                }
            ) shouldBe
                """
                a1.kts:+2 repeated-word: the script contains revision twice | keep one of the two
                a1.kts:+4 conflicting-words: the script sets both downRevision and downRevisions | keep downRevisions(…) for a merge, downRevision = "…" otherwise
                a1.kts:+4 repeated-parent: downRevisions names "c" twice | remove one of the two
                a1.kts:+5 empty-list: dependsOn has no argument | name at least one, or remove the line
                a1.kts:+7 repeated-word: the script contains upgrade twice | keep one of the two
                a1.kts:+9 conflicting-words: the script has both a downgrade block and irreversible(…) | keep one of the two
                """
                    .trimIndent()
        }

        test("a top-level word inside a block is refused") {
            sentencesOf(
                object : CountedScript() {
                    init {
                        start()
                        revision = "a1"
                        upgrade {
                            message = "late"
                            downgrade {}
                        }
                    }
                }
            ) shouldBe
                """
                a1.kts:+3 misplaced-word: message is inside a block | move it to the top level of the script
                a1.kts:+4 misplaced-word: downgrade is inside a block | move it to the top level of the script
                """
                    .trimIndent()
        }

        test("an exception of a block is shown with its line, and both blocks are evaluated") {
            val script =
                object : CountedScript() {
                    init {
                        start()
                        revision = "a1"
                        upgrade {
                            dropTable("t")
                            error("no such luck.")
                        }
                        downgrade { Broken.selectAll().toList() }
                    }
                }
            val failure = shouldThrow<MigrationException> { script.toMigration("a1.kts") }
            script.sentences(failure).joinToString("\n") shouldBe
                """
                a1.kts:+4 script-failed: the script threw IllegalStateException: no such luck | $CODE_FIX
                a1.kts:+6 duplicate-column: Duplicate column name "id" in table "broken" | give each column of the table a name of its own
                """
                    .trimIndent()
            failure.cause.shouldBeInstanceOf<IllegalStateException>()
        }

        test("code that needs the database is refused with a fix") {
            sentencesOf(
                object : CountedScript() {
                    init {
                        start()
                        revision = "a1"
                        upgrade { Table("t").apply { long("a") }.selectAll().count() }
                    }
                }
            ) shouldBe
                "a1.kts:+2 script-failed: the script threw IllegalStateException: No transaction in context | $CODE_FIX"
        }

        test("an exception of the script's top level is reported by its line too") {
            class Failing : CountedScript() {
                init {
                    error("early")
                }
            }
            val thrown = runCatching { Failing() }.exceptionOrNull()!!
            val problem = ScriptPlace(Failing::class.java.name, "a1.kts").problems(thrown).single()
            problem.message() shouldBe "the script threw IllegalStateException: early"
            problem.location()?.line() shouldBe thrown.stackTrace.first().lineNumber
        }
    })
