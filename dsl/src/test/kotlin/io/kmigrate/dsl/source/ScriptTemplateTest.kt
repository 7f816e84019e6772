package io.kmigrate.dsl.source

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.graph.RevisionGraph
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.readText

/** The rest, with generated content and from the command line, is in the scenario. */
internal class ScriptTemplateTest : FunSpec() {
    private fun problems(text: String): List<String> =
        shouldThrow<MigrationException> { ScriptTemplate.parse(text, "new.template") }
            .problems()
            .map { "${it.location()}: ${it.message()}" }

    init {
        test("an application writes scripts in the form of its template") {
            val look = ScriptTemplate.parse("// {{message}}\r\n{{header}}\r\n\r\n{{upgrade}}\r\n")
            val writer = ScriptWriter.into(tempdir().toPath(), FileTemplate.STANDARD, look)
            val none = RevisionGraph.of(emptyList())
            val written = writer.write(none, NewRevision.onHead(none, "two\nlines"))
            Path.of(written.revision.path().orEmpty()).readText() shouldBe
                """
                // two lines
                revision = "${written.revision.id()}"
                message = "two\nlines"

                upgrade {
                }

                """
                    .trimIndent()
        }

        test("an empty part is dropped with the empty line above it") {
            val look = ScriptTemplate.parse("{{header}}\n\n{{downgrade}}\n\n{{upgrade}}")
            look.fill(
                mapOf(
                    "header" to { _ -> listOf("h") },
                    "upgrade" to { indent -> listOf("u$indent") },
                    "downgrade" to { _ -> emptyList() },
                ),
                emptyMap(),
            ) shouldBe "h\n\nu0\n"
        }

        test("braces of Kotlin are no placeholders") {
            val text = "// {it} \${x} {{ it }.run {}}"
            shouldThrow<MigrationException> { ScriptTemplate.parse(text) }.code() shouldBe
                ErrorCode.SCRIPT_TEMPLATE
            problems("{{header}}\n{{upgrade}}\n// {{ it }}") shouldBe
                listOf("new.template:3: a script template cannot contain {{it}}")
        }

        test("every mistake is named with its line") {
            problems("{{headr}}\n{{upgrade}} // {{who}}") shouldBe
                listOf(
                    "new.template:1: a script template cannot contain {{headr}}",
                    "new.template:2: {{upgrade}} shares its line",
                    "new.template:2: a script template cannot contain {{who}}",
                )
            problems("") shouldBe
                listOf(
                    "new.template: a script template needs {{header}}",
                    "new.template: a script template needs {{upgrade}}",
                )
        }
    }
}
