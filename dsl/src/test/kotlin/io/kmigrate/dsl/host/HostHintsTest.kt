package io.kmigrate.dsl.host

import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Words that people guess: either they work, or the error says which word to write. */
class HostHintsTest :
    FunSpec({
        val fixture = autoClose(HostFixture())

        fun table(line: String) =
            "upgrade {\n    createTable(\"orders\") {\n        val id = integer(\"id\")\n        $line\n    }\n}"

        fun block(line: String) = "upgrade {\n    $line\n}"

        val wrong =
            listOf(
                table("enum(\"status\", \"open\", \"closed\")") to "databaseEnum(",
                table("val status = enum(\"status\", listOf(\"open\"))") to "createEnum",
                block("alterColumn(\"orders\", \"note\") { type { text() } }") to "text(it)",
                block("alterColumn(\"orders\", \"note\") { type { varchar(320) } }") to "text(it)",
                table("integer(\"count\").default(null)") to "no default unless",
                table("reference(\"country\", \"countries\", \"code\")") to
                    ".references(\"table\", \"column\")",
                block("createFunction(\"total\")") to "with the whole statement",
                block("createTrigger(\"stamp\", \"update orders set id = 1\")") to
                    "with the whole statement",
                block("createTrigger(\"stamp\", \"orders\", \"before\", \"insert\")") to
                    "with the whole statement",
                table("foreignKey(\"fk\", \"country\", \"countries\")") to "foreignKey(\"name\"",
                block("createForeignKey(\"fk\", \"orders\", \"countries\", \"country\")") to
                    "createForeignKey(\"name\"",
                "import com.acme.Users\nupgrade { createTable(Users) }" to "`classpath`",
                "import acme.Users\nupgrade { createTable(Users) }" to "changes later",
                block("integer(\"id\")") to "inside createTable(",
                table("string(\"name\")") to "varchar(",
                table("bigint(\"name\")") to "long(",
                table("integer(\"count\").notNull()") to "leave it out",
                block("addForeignKey(\"fk\", \"orders\", \"countries\")") to "createForeignKey(",
                block("removeColumn(\"orders\", \"note\")") to "dropColumn(",
                block("modifyColumn(\"orders\", \"note\") { }") to "alterColumn(",
                "up { }" to "upgrade {",
                "down { }" to "downgrade {",
                table("date(\"day\").default(LocalDate.now())") to "import java.time.LocalDate",
                table("createIndex(\"ix\", \"orders\", \"id\")") to "close the block before it",
                block("data { }") to "say what the step does",
                block("data(\"d\") { execute(\"select 1\") }") to "`exec(\"…\")`",
                block("createIndx(\"ix\", \"orders\", \"id\")") to "createIndex",
            )

        val right =
            listOf(
                table("foreignKey(\"fk\", \"id\", \"countries\", \"code\")"),
                table("foreignKey(\"fk\", id, \"countries\", \"code\", onDelete = CASCADE)"),
                table("foreignKey(\"fk\", listOf(\"id\"), \"countries\", listOf(\"code\"))"),
                block("createForeignKey(\"fk\", \"orders\", \"countries\", \"country\", \"code\")"),
                table("decimal(\"price\", 10, 2).default(BigDecimal.ZERO)"),
                block("alterColumn(\"orders\", \"note\") { default(null) }"),
                block("alterColumn(\"orders\", \"price\") { default(BigDecimal.ONE) }"),
                block("createFunction(\"one\", \"-- one\\ncreate function one() returns int\")"),
            )

        val thrown =
            listOf(
                block("createFunction(\"total\", \"begin return 1; end\")") to
                    "begin it with CREATE",
                block("createTrigger(\"stamp\", \"orders\", \"update orders set id = 1\")") to
                    "begin it with CREATE",
            )

        /** One call of the compiler for all words, right and wrong. */
        val fixes: Map<String, String> by lazy {
            val bodies = wrong.map { it.first } + right + thrown.map { it.first }
            val scripts = bodies.mapIndexed { index, body ->
                "%02d".format(index) to HostFixture.script("a%02d".format(index), body)
            }
            val source = fixture.source(fixture.folder("words", *scripts.toTypedArray()))
            shouldThrow<MigrationException> { source.load(source.revisions()) }
                .problems()
                .groupBy { "${it.location()?.file()}".substringAfterLast('/').take(2) }
                .map { (file, problems) ->
                    bodies[file.toInt()] to problems.joinToString("\n") { it.shown() }
                }
                .toMap()
        }

        for ((body, fix) in wrong) {
            test("the error of ${body.replace(Regex("\\s+"), " ")} advises $fix") {
                val shown = fixes[body].orEmpty()
                withClue(shown) { shown.substringAfter("\n  fix ", "") shouldContain fix }
            }
        }

        for (body in right) {
            test("${body.replace(Regex("\\s+"), " ")} compiles") { fixes[body] shouldBe null }
        }

        test("a routine that is not a whole statement is refused with its name") {
            fixes.size shouldBe wrong.size
            for ((body, sentence) in thrown) {
                val folder = fixture.folder("thrown", "1" to HostFixture.script("t", body))
                val source = fixture.source(folder)
                shouldThrow<MigrationException> { source.load(source.revisions()) }
                    .problems()
                    .single()
                    .message() shouldContain sentence
            }
        }
    })
