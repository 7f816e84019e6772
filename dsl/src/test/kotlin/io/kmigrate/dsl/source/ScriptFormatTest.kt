package io.kmigrate.dsl.source

import io.kmigrate.compare.Comparison
import io.kmigrate.dialect.goldenOnlyCases
import io.kmigrate.dialect.operationCases
import io.kmigrate.diff.DiffOptions
import io.kmigrate.diff.RandomModels
import io.kmigrate.diff.SchemaDiff
import io.kmigrate.operation.LoadCsv
import io.kmigrate.revision.Revision
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.net.URLClassLoader
import java.nio.file.Path
import java.time.ZonedDateTime
import kotlin.io.path.listDirectoryEntries
import kotlin.random.Random

/** What is generated is as ktfmt, in the style of our own code, would have it. */
class ScriptFormatTest : FunSpec() {
    private val options = DiffOptions.standard()

    init {
        (operationCases + goldenOnlyCases)
            .filterNot { it.operation is LoadCsv }
            .groupBy { it.kind }
            .forEach { (kind, cases) ->
                test("the calls of $kind") {
                    val calls = cases.flatMap { case ->
                        OperationText.of(listOf(case.operation)).flatMap { CallLayout.of(it) }
                    }
                    formatted(
                        (listOf("upgrade {") + calls + "}").joinToString("\n", postfix = "\n")
                    )
                }
            }

        TestDatabase.entries.forEach { database ->
            (1L..5L).forEach { seed ->
                test("a script for a model of $database, seed $seed") {
                    val models = RandomModels(Random(seed), database)
                    val model = models.model()
                    formatted(script(Snapshot.empty(), model))
                    formatted(script(model, models.changed(model)))
                }
            }
        }
    }

    private fun script(before: Snapshot, wanted: Snapshot): String {
        val diff = SchemaDiff.between(before, wanted, options)
        val comparison = Comparison(before, wanted, options, listOf(), diff, listOf(), listOf())
        return ScriptText(
                Revision.of("cd0edd614cc5", "8f2a6c01b7de"),
                ScriptContent.of(comparison),
                ZonedDateTime.parse("2026-02-03T04:05:06Z"),
            )
            .of(ScriptTemplate.STANDARD)
    }

    /** Without the header: ktfmt puts an empty line behind the first assignment of any script. */
    private fun formatted(script: String) {
        val body = script.substring(script.indexOf("upgrade {"))
        Ktfmt.formatted(body) shouldBe body
    }
}

/** ktfmt with the compiler it is made for, apart from ours. */
private object Ktfmt {
    private val loader =
        URLClassLoader(
            Path.of("target/ktfmt")
                .listDirectoryEntries("*.jar")
                .map { it.toUri().toURL() }
                .toTypedArray(),
            ClassLoader.getPlatformClassLoader(),
        )
    private val formatter = loader.loadClass("com.facebook.ktfmt.format.Formatter")
    private val style = formatter.getField("KOTLINLANG_FORMAT").get(null)
    private val format = formatter.getMethod("format", style.javaClass, String::class.java)

    fun formatted(code: String): String = format.invoke(null, style, code) as String
}
