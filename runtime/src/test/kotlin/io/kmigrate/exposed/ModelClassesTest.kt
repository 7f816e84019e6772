package io.kmigrate.exposed

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.testing.shouldFailWith
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import kotlin.io.path.createDirectories
import kotlin.io.path.createParentDirectories
import kotlin.io.path.outputStream
import kotlin.io.path.readBytes
import kotlin.io.path.relativeTo
import kotlin.io.path.walk
import kotlin.io.path.writeBytes

/** Tables from compiled classes: those beside this test, copied to class paths of their own. */
class ModelClassesTest : FunSpec() {
    private val compiled = Path.of(javaClass.protectionDomain.codeSource.location.toURI())

    /**
     * A class path that holds the test's packages of these names, and nothing that names them here.
     */
    private fun classes(vararg packages: String): Path {
        val folder = tempdir().toPath()
        packages.forEach { name ->
            compiled.resolve("io/kmigrate/exposed/$name").walk().forEach { file ->
                val copy = folder.resolve("${file.relativeTo(compiled)}").createParentDirectories()
                copy.writeBytes(file.readBytes())
            }
        }
        return folder
    }

    private fun tables(names: List<String>, classPath: List<Path> = emptyList()): List<String> =
        ModelClasses.read(names, classPath).tables().map { it.name().toString() }

    private fun problem(names: List<String>, classPath: List<Path> = emptyList()): String =
        shouldThrow<MigrationException> { tables(names, classPath) }
            .problems()
            .joinToString("\n") { "${it.code()}: ${it.message()}; ${it.fix()?.command()}" }

    init {
        val model = "io.kmigrate.exposed.model"

        test(
            "a model takes an object, a holder of objects and values, and a nested class with a dot"
        ) {
            tables(listOf("$model.Roads")) shouldBe listOf("roads")
            tables(listOf("$model.Holder")) shouldBe listOf("lakes", "rivers")
            tables(listOf("$model.Holder.Lakes")) shouldBe listOf("lakes")
        }

        test("a package is searched, in folders and in jars") {
            val folder = classes("model")
            tables(listOf(model), listOf(folder)) shouldBe listOf("lakes", "rivers", "roads")
            tables(listOf("io.kmigrate.exposed"), listOf(folder)) shouldBe
                listOf("lakes", "rivers", "roads")

            val jars = tempdir().toPath().resolve("lib").createDirectories()
            JarOutputStream(jars.resolve("model.jar").outputStream()).use { jar ->
                folder.walk().forEach { file ->
                    jar.putNextEntry(JarEntry("${file.relativeTo(folder)}"))
                    jar.write(file.readBytes())
                }
            }
            tables(listOf(model), listOf(jars.resolve("*"))) shouldBe
                listOf("lakes", "rivers", "roads")
        }

        test("a missing class or package is reported with similar names") {
            problem(listOf("$model.Raods"), listOf(classes("model"))) shouldBe
                "unknown-model-class: the class path of the model has no class or package $model.Raods; " +
                    "did you mean \"$model.Roads\"?"
            problem(listOf("org.example"), listOf(classes("model"))) shouldBe
                "unknown-model-class: the class path of the model has no class or package org.example; " +
                    "correct the name, build the application, or complete classpath in [model]"
        }

        test("a class that is no table or has no instance is refused") {
            problem(listOf("$model.NoTable")) shouldBe
                "not-a-table: $model.NoTable is no Exposed table and declares none; name an object " +
                    "that extends org.jetbrains.exposed.v1.core.Table, a class that holds such objects, " +
                    "or their package"
            problem(listOf("$model.Numbered")) shouldBe
                "not-a-table: $model.Numbered is no Exposed table and declares none; make it a Kotlin " +
                    "object, or name what holds instances of it"
        }

        test("a class that does not load is reported with its reason") {
            problem(listOf("io.kmigrate.exposed.broken")) shouldBe
                "unloadable-model-class: io.kmigrate.exposed.broken.Broken does not load: " +
                    "java.lang.IllegalStateException: no such thing; correct the class, or complete " +
                    "classpath in [model] with all that it needs"
        }

        test("a class that is named beside its package counts once") {
            tables(listOf("$model.Roads", model), listOf(classes("model"))) shouldBe
                listOf("lakes", "rivers", "roads")
        }

        test("a missing class path is reported") {
            problem(listOf(model), listOf(Path.of("gone/classes"))) shouldBe
                "no-model-class-path: the class path of the model names gone/classes, which does not exist; " +
                    "build the application first, or correct the path"
        }

        test("all problems are reported at once; a model without names is empty") {
            problem(listOf("$model.NoTable", "org.example")).lines().map {
                it.substringBefore(':')
            } shouldBe listOf("not-a-table", "unknown-model-class")
            shouldFailWith(ErrorCode.EMPTY_MODEL) { tables(emptyList()) }
        }
    }
}
