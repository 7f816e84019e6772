package io.kmigrate.testing

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.invariantSeparatorsPathString
import kotlin.io.path.nameWithoutExtension
import kotlin.streams.asSequence
import org.apiguardian.api.API

/**
 * What a module promises to code outside it. A public type says how long it stays, by `@API`; the
 * types nested in it stay as long. `api/<module>.txt` is what they promise, for the eye of a
 * reviewer. `-Dgolden.update=true` rewrites it.
 *
 * @param unclear members that take a bare boolean all the same, as `Type.member`, with good reason
 */
abstract class PublicApiContract(module: String, unclear: Set<String> = emptySet()) :
    FunSpec({
        val classes = Path.of("target/classes")
        val all = typesIn(classes)
        val visible = all.filter { it.declaringClass == null && it.isVisible }
        val promised = visible.filter { it.status in PROMISED }.flatMap { it.withVisibleMembers() }
        val signatures = promised.map { it.signature() }.sortedBy { it.type.name }

        test("every public type has a status") {
            visible.shouldNotBeEmpty()
            visible.filter { it.status == null }.map { it.name }.shouldBeEmpty()
        }

        test("every public function stands in a type with a status") {
            all.flatMap { it.functionsOfFile() }.shouldBeEmpty()
        }

        test("the promised signatures are the reviewed ones") {
            val dump = Path.of("api/$module.txt")
            val text =
                signatures.joinToString("\n\n", postfix = "\n") { signature ->
                    val status = signature.type.outermost.status
                    val members = signature.members.joinToString("") { "\n    ${it.text}" }
                    "$status ${signature.header.text}$members"
                }
            if (System.getProperty("golden.update").toBoolean()) {
                Files.createDirectories(dump.parent)
                Files.writeString(dump, text)
            }
            text shouldBe Files.readString(dump)
        }

        test("promised signatures use only promised types") {
            signatures
                .flatMap { signature ->
                    signature.all.flatMap { line ->
                        line.mentions
                            .filter { it.name.startsWith("io.kmigrate.") }
                            .filter { !it.isVisible || it.outermost.status !in PROMISED }
                            .map { "${signature.type.name}: ${line.text} mentions ${it.name}" }
                    }
                }
                .shouldBeEmpty()
        }

        test("stable signatures use no experimental types, except for dialects and rules") {
            signatures
                .filter { it.type.outermost.status == API.Status.STABLE }
                .flatMap { signature ->
                    signature.all.flatMap { line ->
                        line.mentions
                            .filter { it.outermost.status == API.Status.EXPERIMENTAL }
                            .filterNot { it.packageName in PLUGS }
                            .map { "${signature.type.name}: ${line.text} mentions ${it.name}" }
                    }
                }
                .shouldBeEmpty()
        }

        test("no stable function takes an Optional or a bare boolean") {
            signatures
                .filter { it.type.outermost.status == API.Status.STABLE }
                .flatMap { signature ->
                    signature.all
                        .filter { it.isUnclear }
                        .map { "${signature.type.name.substringAfterLast('.')}: ${it.text}" }
                }
                .toSet() shouldBe unclear
        }
    })

private val PROMISED = setOf(API.Status.STABLE, API.Status.MAINTAINED, API.Status.EXPERIMENTAL)

/** Where an application picks a dialect or a rule, or adds its own. */
private val PLUGS = setOf("io.kmigrate.dialect", "io.kmigrate.lint")

private val Class<*>.status: API.Status?
    get() = getAnnotation(API::class.java)?.status

private fun Class<*>.withVisibleMembers(): List<Class<*>> =
    listOf(this) + declaredClasses.filter { it.isVisible }.flatMap { it.withVisibleMembers() }

private fun typesIn(classes: Path): List<Class<*>> =
    Files.walk(classes).use { files ->
        files
            .asSequence()
            .filter { it.extension == "class" && "-" !in it.nameWithoutExtension }
            .map { classes.relativize(it).invariantSeparatorsPathString }
            .map { it.removeSuffix(".class").replace('/', '.') }
            .map { Class.forName(it, false, PublicApiContract::class.java.classLoader) }
            .filterNot { it.isAnonymousClass || it.isLocalClass }
            .sortedBy { it.name }
            .toList()
    }
