package io.kmigrate.cli.message

import com.tngtech.archunit.core.importer.ClassFileImporter
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
import io.kmigrate.testing.PlainEnglish
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.reflect.KFunction
import kotlin.reflect.KType
import kotlin.reflect.KVisibility
import kotlin.reflect.full.declaredFunctions
import kotlin.reflect.full.instanceParameter
import kotlin.reflect.full.valueParameters
import kotlin.reflect.jvm.jvmErasure

/**
 * Every sentence of the message packages of `dsl` and `cli` stands in `golden/messages.txt`, where
 * they are reviewed together, and keeps the rules of `docs/style.md`. Arguments appear under their
 * names: `<file>`. `-Dgolden.update` or `-Dscenario.update` rewrites the file.
 */
internal class MessagesTest : FunSpec() {
    /** A text that a user reads, and the function that makes it. */
    private data class Text(val place: String, val text: String)

    private val golden = sortedMapOf<String, String>()
    private val problems = mutableListOf<Pair<String, Problem>>()
    private val plain = mutableListOf<Text>()
    private val texts: List<Text> by lazy {
        plain +
            problems.flatMap { (place, problem) ->
                listOfNotNull(problem.message, problem.fix?.command(), problem.fix?.java()).map {
                    Text(place, it)
                }
            }
    }

    init {
        messages().forEach { (function, owner) ->
            listOf(Samples.Full, Samples.Sparse).forEach { samples ->
                val place = "${owner::class.simpleName}.${function.name}"
                val made = function.made(owner, samples)
                when (made) {
                    is Problem -> problems += place to made
                    is String -> plain += Text(place, made)
                }
                if (samples == Samples.Full) {
                    val names = function.valueParameters.joinToString { it.name.orEmpty() }
                    golden["${owner::class.qualifiedName}.${function.name}($names)"] =
                        shown("$place($names)", made)
                }
            }
        }

        test("the test finds the sentences of both modules") {
            texts.map { it.place.substringBefore('.') }.distinct() shouldContainAll
                listOf("ScriptMessages", "OperationMessages", "RunMessages", "UsageMessages")
        }

        test("the golden file holds every sentence") {
            val file = Path.of("src/test/resources/golden/messages.txt")
            val text = golden.values.joinToString("\n")
            val updates = listOf("golden.update", "scenario.update")
            if (updates.any { System.getProperty(it) != null }) file.writeText(text)
            file.readText() shouldBe text
        }

        test("no sentence uses a discouraged term") {
            texts
                .flatMap { text ->
                    PlainEnglish.discouraged(text.text).map { "${text.place}: $it" }
                }
                .distinct()
                .shouldBeEmpty()
        }

        test(
            "every sentence begins with its subject, and has ${PlainEnglish.LONGEST} words at most"
        ) {
            val sentences = texts.flatMap { text ->
                sentences(text.text).map { Text(text.place, it) }
            }
            sentences.filter { PlainEnglish.hasNoSubject(it.text) }.shouldBeEmpty()
            sentences.filter { PlainEnglish.isTooLong(it.text) }.shouldBeEmpty()
        }

        test("a message and a fix end without a full stop") {
            problems
                .flatMap { (place, problem) ->
                    listOfNotNull(problem.message, problem.fix?.command(), problem.fix?.java())
                        .map {
                            Text(place, it)
                        }
                }
                .filter { it.text.endsWith('.') }
                .shouldBeEmpty()
        }

        test("a fix for callers of the API names no option, no command and no configuration file") {
            problems
                .filter { (place, _) -> place.substringBefore('.') !in commandLine }
                .mapNotNull { (place, problem) -> problem.fix?.let { Text(place, it.java()) } }
                .filter { ofCommandLine.containsMatchIn(it.text) }
                .shouldBeEmpty()
        }

        test("the checks see what they forbid") {
            PlainEnglish.discouraged("go on, then `mend` it") shouldBe
                listOf("write \"continue\" instead of \"go on\"")
            sentences("a b; c d: e. F") shouldBe listOf("a b;", "c d: e.", "F")
            ofCommandLine.containsMatchIn("run it with --force") shouldBe true
        }
    }

    private fun shown(place: String, made: Any?): String {
        val problem = made as? Problem
        return listOfNotNull(
                place,
                "  ${problem?.message ?: made}",
                problem?.fix?.let { "  fix  ${it.command()}" },
                problem?.fix?.takeIf { it.java() != it.command() }?.let { "  java ${it.java()}" },
            )
            .joinToString("") { it.replace("\n", "\n  ") + "\n" }
    }

    private fun messages(): List<Pair<KFunction<*>, Any>> =
        ClassFileImporter()
            .importPackages("io.kmigrate.dsl.message", "io.kmigrate.cli.message")
            .filterNot { "Test" in it.name }
            .mapNotNull { Class.forName(it.name).kotlin.objectInstance }
            .flatMap { owner ->
                owner::class
                    .declaredFunctions
                    .filter { it.visibility == KVisibility.PUBLIC }
                    .map { it to owner }
            }

    private fun KFunction<*>.made(owner: Any, samples: Samples): Any? =
        callBy(
            valueParameters.associateWith { samples.of(it.type, it.name.orEmpty()) } +
                (requireNotNull(instanceParameter) to owner)
        )

    private fun sentences(text: String): List<String> =
        text.split(Regex("(?<=[.?!;])\\s+|\\n")).filter { it.isNotBlank() }

    /** Arguments for messages: [Full] has all there can be, [Sparse] as little as possible. */
    private enum class Samples {
        Full,
        Sparse;

        fun of(type: KType, name: String): Any? =
            if (this == Sparse && type.isMarkedNullable) null
            else
                when (type.jvmErasure) {
                    String::class -> "<$name>"
                    Int::class -> if (this == Full) 2 else 1
                    Long::class -> 2L
                    Double::class -> 0.5
                    Char::class -> 'x'
                    Boolean::class -> this == Full
                    List::class -> elements(type, name)
                    Set::class -> elements(type, name).toSet()
                    Location::class -> Location.of("<file>", 1)
                    Problem::class -> Problem.of(ErrorCode.BAD_SETTING, "<message>", "<fix>")
                    else -> constructed(type)
                }

        private fun elements(type: KType, name: String): List<Any?> {
            val element = of(requireNotNull(type.arguments.single().type), name)
            return if (this == Full) listOf(element, element) else listOf(element)
        }

        private fun constructed(type: KType): Any {
            val constructor = type.jvmErasure.constructors.single()
            val arguments =
                constructor.parameters.associateWith { parameter ->
                    val index =
                        type.jvmErasure.typeParameters.indexOfFirst {
                            it.name == "${parameter.type}"
                        }
                    val actual = if (index < 0) parameter.type else type.arguments[index].type
                    of(actual ?: parameter.type, parameter.name.orEmpty())
                }
            return constructor.callBy(arguments)
        }
    }

    private companion object {
        /** An option, a command or a file of the command line. */
        val ofCommandLine = Regex("(?:^|\\s)--?[a-z]|`migrate |migrate\\.toml|MIGRATE_|\\[migrate]")

        /** Messages that only the command gives. */
        val commandLine =
            setOf(
                "ImportMessages",
                "ConfigurationMessages",
                "SettingMessages",
                "UsageMessages",
                "ModelMessages",
                "FileMessages",
                "RunMessages",
                "LintMessages",
                "BackfillMessages",
            )
    }
}
