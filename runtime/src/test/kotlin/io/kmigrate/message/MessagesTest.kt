package io.kmigrate.message

import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Fix
import io.kmigrate.failure.Problem
import io.kmigrate.testing.PlainEnglish
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.Parameter
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.io.path.writeText

/**
 * All sentences of the runtime, in `golden/messages.txt`, where they are reviewed together.
 * `-Dgolden.update=true` rewrites the file. Arguments appear under their names: `<table>`.
 */
class MessagesTest :
    FunSpec({
        val sentences = sentences()

        test("the golden file holds every sentence") {
            val file = Path.of("src/test/resources/golden/messages.txt")
            val text = sentences.joinToString("\n") { it.text() }
            if (System.getProperty("golden.update").toBoolean()) file.writeText(text)
            file.readText() shouldBe text
        }

        test("no fix for Java names an option, a command or the configuration file") {
            sentences.filter { COMMAND_LINE.containsMatchIn(it.java) }.shouldBeEmpty()
        }

        test("sentences are short, in the words of the project, and have no final full stop") {
            sentences.flatMap(::faults).shouldBeEmpty()
        }

        test("the checks see what they forbid") {
            val words = (1..26).joinToString(" ") { "word" }
            faults(Sentence("a", "do it anew.", words, "what to do")) shouldContainExactly
                listOf(
                    "a: full stop",
                    "a: write \"again\" instead of \"anew\"",
                    "a: too long: $words",
                    "a: no subject: what to do",
                )
            COMMAND_LINE.containsMatchIn("add `--force`") shouldBe true
            COMMAND_LINE.containsMatchIn("set url in migrate.toml") shouldBe true
            COMMAND_LINE.containsMatchIn("run `migrate repair a`") shouldBe true
            COMMAND_LINE.containsMatchIn("call repair(reason, \"a\")") shouldBe false
        }
    })

private data class Sentence(
    val name: String,
    val message: String,
    val command: String,
    val java: String,
) {
    fun text(): String = buildString {
        appendLine(name)
        appendLine("  ${message.replace("\n", "\n  ")}")
        if (command.isNotEmpty()) appendLine("  fix  ${command.replace("\n", "\n       ")}")
        if (java != command) appendLine("  java ${java.replace("\n", "\n       ")}")
    }
}

private val COMMAND_LINE = Regex("--[a-z]|`-[a-z]|migrate\\.toml|\\[model]|`migrate (?!bundle)")

private fun faults(sentence: Sentence): List<String> {
    val texts = listOf(sentence.message, sentence.command, sentence.java)
    val parts = texts.flatMap { it.split('\n', ';', ':') }
    return texts.filter { it.endsWith(".") }.map { "${sentence.name}: full stop" } +
        texts.flatMap(PlainEnglish::discouraged).map { "${sentence.name}: $it" }.distinct() +
        parts.filter(PlainEnglish::isTooLong).map { "${sentence.name}: too long: ${it.trim()}" } +
        parts.filter(PlainEnglish::hasNoSubject).map { "${sentence.name}: no subject: $it" }
}

/** By class and method, those of one name in the order of their parameters. */
private fun sentences(): List<Sentence> =
    ClassFileImporter()
        .withImportOption(ImportOption.DoNotIncludeTests())
        .importPackages("io.kmigrate.message")
        .map { it.reflect() }
        .filter { it.simpleName.endsWith("Messages") }
        .sortedBy { it.simpleName }
        .flatMap { type ->
            type.declaredMethods
                .filter { Modifier.isPublic(it.modifiers) }
                .sortedWith(compareBy({ it.name }, { it.parameterCount }, { it.toString() }))
                .map(::sentence)
        }

private fun sentence(method: Method): Sentence {
    val name = "${method.declaringClass.simpleName}.${method.name}"
    return when (
        val said = method.invoke(null, *method.parameters.map(::argument).toTypedArray())
    ) {
        is Problem ->
            Sentence(
                "$name (${said.code()})",
                said.message(),
                said.fix()?.command().orEmpty(),
                said.fix()?.java().orEmpty(),
            )
        is Fix -> Sentence(name, "", said.command(), said.java())
        else -> Sentence(name, said.toString(), "", "")
    }
}

private fun argument(parameter: Parameter): Any =
    when (parameter.type) {
        String::class.java -> "<${parameter.name}>"
        Int::class.java -> 2
        Long::class.java,
        Long::class.javaObjectType -> 3L
        Boolean::class.java -> true
        List::class.java,
        Collection::class.java -> listOf("<${parameter.name}>")
        ErrorCode::class.java -> ErrorCode.DATABASE_ERROR
        Fix::class.java -> Fix.of("<fix>")
        Problem::class.java -> Problem.of(ErrorCode.UNKNOWN_TABLE, "<message>", "<fix>")
        LateMessages.Side::class.java ->
            LateMessages.Side("<${parameter.name}>", "<${parameter.name} operation>", true)
        RunMessages.Progress::class.java -> RunMessages.Progress(1, 3, true, true)
        else -> error("no sample of ${parameter.type}")
    }
