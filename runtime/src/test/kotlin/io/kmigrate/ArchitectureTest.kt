package io.kmigrate

import com.tngtech.archunit.base.DescribedPredicate
import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveAtMostSize
import io.kotest.matchers.shouldBe

/** Who may import whom: the table in docs/design.md, as tests. */
class ArchitectureTest :
    FunSpec({
        val root = "io.kmigrate"
        val classes: JavaClasses =
            ClassFileImporter()
                .withImportOption(ImportOption.DoNotIncludeTests())
                .importPackages(root)

        // package -> the packages of ours it may import beside itself, failure and message
        val allowed =
            mapOf(
                "failure" to emptyList(),
                "message" to emptyList(),
                "schema" to emptyList(),
                "lock" to emptyList(),
                "operation" to listOf("schema"),
                "repeatable" to listOf("operation", "schema"),
                "revision" to listOf("operation", "schema", "repeatable"),
                "graph" to listOf("revision"),
                "history" to listOf("revision", "repeatable", "schema", "operation", "dialect"),
                "dialect" to listOf("operation", "schema", "lock"),
                "file" to emptyList(),
                "bundle" to listOf("revision", "repeatable", "file"),
                "plan" to
                    listOf("graph", "revision", "repeatable", "operation", "history", "schema"),
                "diff" to listOf("schema", "operation"),
                "expand" to listOf("dialect", "operation", "schema"),
                "sql" to listOf("dialect", "operation", "schema"),
                "lint" to listOf("sql", "plan", "revision", "operation", "schema", "dialect"),
                "backfill" to listOf("dialect", "operation", "schema", "exposed"),
                "execution" to
                    listOf(
                        "backfill",
                        "plan",
                        "history",
                        "dialect",
                        "lock",
                        "repeatable",
                        "revision",
                        "operation",
                        "schema",
                        "exposed",
                    ),
                "exposed" to listOf("schema", "operation"),
                "source" to
                    listOf(
                        "bundle",
                        "repeatable",
                        "revision",
                        "operation",
                        "schema",
                        "diff",
                        "execution",
                        "exposed",
                    ),
                "compare" to
                    listOf("source", "diff", "lint", "dialect", "operation", "schema", "file"),
                "importer" to
                    listOf(
                        "sql",
                        "graph",
                        "history",
                        "repeatable",
                        "revision",
                        "dialect",
                        "operation",
                        "schema",
                        "file",
                    ),
                "importer.flyway" to
                    listOf("importer", "history", "lock", "revision", "dialect", "schema", "file"),
                "importer.liquibase" to
                    listOf(
                        "importer",
                        "history",
                        "lock",
                        "revision",
                        "dialect",
                        "operation",
                        "schema",
                    ),
                "importer.alembic" to
                    listOf(
                        "importer",
                        "history",
                        "dialect",
                        "graph",
                        "revision",
                        "operation",
                        "schema",
                    ),
                "importer.takeover" to
                    listOf(
                        "importer",
                        "importer.flyway",
                        "importer.liquibase",
                        "importer.alembic",
                        "run",
                        "execution",
                        "plan",
                        "history",
                        "lock",
                        "graph",
                        "revision",
                        "dialect",
                        "schema",
                    ),
                "run" to
                    listOf(
                        "backfill",
                        "source",
                        "execution",
                        "plan",
                        "graph",
                        "history",
                        "dialect",
                        "lock",
                        "repeatable",
                        "revision",
                        "operation",
                        "schema",
                        "lint",
                        "sql",
                        "exposed",
                    ),
            )

        fun home(javaClass: JavaClass): String =
            javaClass.packageName.removePrefix(root).removePrefix(".")

        // Sentences know of problems, and problems of nothing.
        fun forAll(name: String) = if (name == "failure") listOf() else listOf("failure", "message")

        fun outside(name: String, permitted: Collection<String>) =
            DescribedPredicate.describe<JavaClass>("of ours, beside $name and $permitted") { other
                ->
                other.packageName.startsWith(root) &&
                    home(other).let { it != name && it !in forAll(name) && it !in permitted }
            }

        allowed.forEach { (name, permitted) ->
            test("$name imports ${permitted.ifEmpty { listOf("nothing") }} of ours") {
                noClasses()
                    .that()
                    .resideInAPackage("$root.$name")
                    .should()
                    .dependOnClassesThat(outside(name, permitted))
                    .check(classes)
            }
        }

        test("a dialect imports no other dialect") {
            val dialects = classes.map(::home).filter { it.startsWith("dialect.") }.toSet()
            dialects.forEach { name ->
                noClasses()
                    .that()
                    .resideInAPackage("$root.$name")
                    .should()
                    .dependOnClassesThat(
                        outside(name, listOf("dialect", "operation", "schema", "lock"))
                    )
                    .check(classes)
            }
        }

        test("nothing imports the root package, and it has four types at most") {
            noClasses()
                .that()
                .resideOutsideOfPackage(root)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root)
                .check(classes)
            classes
                .filter { it.packageName == root && it.enclosingClass.isEmpty }
                .map { it.simpleName }
                .filterNot { it == "package-info" }
                .sorted() shouldBe
                listOf("MigrationReport", "Migrator", "MigratorBuilder", "OfflineMigrator")
        }

        test("no packages import each other in a circle") {
            slices().matching("$root.(**)").should().beFreeOfCycles().check(classes)
        }

        test("every package is in the table") {
            val known = allowed.keys + ""
            classes
                .map(::home)
                .filterNot { it in known || it.startsWith("dialect.") }
                .shouldBeEmpty()
        }

        test("the description of a schema, its changes and their order is pure") {
            noClasses()
                .that()
                .resideInAnyPackage(
                    *listOf(
                            "schema",
                            "operation",
                            "repeatable",
                            "revision",
                            "graph",
                            "plan",
                            "diff",
                            "lint",
                            "sql",
                        )
                        .map { "$root.$it" }
                        .toTypedArray()
                )
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "java.io..",
                    "java.nio.file..",
                    "org.slf4j..",
                )
                .check(classes)
        }

        test("only the exposed package imports Exposed") {
            classes()
                .that(
                    DescribedPredicate.describe("import Exposed") { javaClass: JavaClass ->
                        javaClass.directDependenciesFromSelf.any {
                            it.targetClass.packageName.startsWith("org.jetbrains.exposed")
                        }
                    }
                )
                .should()
                .resideInAPackage("$root.exposed")
                .check(classes)
        }

        test("the runtime has 25 exceptions at most, those that a caller can act on") {
            val exceptions = classes.filter { it.isAssignableTo(Throwable::class.java) }
            exceptions.map { it.simpleName } shouldHaveAtMostSize 25
        }

        test("the test looks at the whole runtime") { (classes.size > 50) shouldBe true }
    })
