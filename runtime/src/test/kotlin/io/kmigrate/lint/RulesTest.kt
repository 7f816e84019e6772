package io.kmigrate.lint

import com.tngtech.archunit.core.domain.JavaModifier
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import io.kmigrate.dialect.ServerVersion
import io.kmigrate.dialect.postgres.PostgresDialect
import io.kmigrate.schema.Snapshot
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.util.Optional
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readText
import kotlin.io.path.writeText

/**
 * The rules as a whole. `-Dgolden.update=true` registers the classes that are there, so that nobody
 * keeps a list.
 */
class RulesTest :
    FunSpec({
        val update = System.getProperty("golden.update").toBoolean()
        val rules = allRules()

        test("every rule is registered") {
            val text = rules.joinToString("") { it.javaClass.name + "\n" }
            if (update) REGISTRATION.writeText(text)
            text shouldBe REGISTRATION.readText()
        }

        test("a code is the name of its class") {
            rules.map { it.code() } shouldBe
                rules.map {
                    it.javaClass.simpleName
                        .removeSuffix("Rule")
                        .replace(Regex("(?<=.)[A-Z]"), "-$0")
                        .lowercase()
                }
        }

        test("every rule has a golden file, and every golden file a rule") {
            val files = RuleTest.GOLDEN.listDirectoryEntries().map { it.nameWithoutExtension }
            // An update may write the file of a new rule after this.
            val awaited = if (update) rules.map { it.code() } - files.toSet() else listOf()
            (files + awaited).sorted() shouldBe rules.map { it.code() }.sorted()
        }

        rules.forEach { rule ->
            test("${rule.code()} finds its own example, and nothing in its schema") {
                val example = rule.documentation().example()
                val linter = Linter.of(listOf(rule))
                val facts = facts(rule)
                linter.check(EMPTY, example.schema(), facts).shouldBeEmpty()
                val schema = example.schema().fold(EMPTY) { schema, it -> it.apply(schema) }
                linter
                    .review(schema, listOf(example.migration()), facts)
                    .entries()
                    .shouldNotBeEmpty()
            }
        }
    })

private val EMPTY = Snapshot.empty()

/** A database that the rule has something to say about. */
private fun facts(rule: Rule): Facts {
    val dialect = rule.databases().names().firstOrNull() ?: "postgresql"
    val old = Optional.of(ServerVersion.of(8)).filter { rule.code() == "my-instant-limits" }
    val target = if (rule.needsTarget()) LintTarget.offline(dialect, old) else LintTarget.none()
    return Facts.of(PostgresDialect().equivalence(), target)
}

private val REGISTRATION = Path.of("src/main/resources/META-INF/services/io.kmigrate.lint.Rule")

/** The classes themselves are asked, and not the registration. */
private fun allRules(): List<Rule> =
    ClassFileImporter()
        .withImportOption(ImportOption.DoNotIncludeTests())
        .importPackages("io.kmigrate.lint")
        .filter { it.isAssignableTo(Rule::class.java) && !it.isInterface }
        .filterNot { JavaModifier.ABSTRACT in it.modifiers }
        .map { it.reflect().getConstructor().newInstance() as Rule }
        .sortedBy { it.javaClass.name }
