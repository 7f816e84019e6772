package io.kmigrate.dialect

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.util.ServiceLoader

/** The SQL of every operation, as reviewed. `-Dgolden.update=true` rewrites the files. */
class GoldenSqlTest :
    FunSpec({
        val update = System.getProperty("golden.update").toBoolean()
        val root = Path.of("src/test/resources/golden")

        test("every case has its own folder") {
            (operationCases + goldenOnlyCases)
                .groupBy { it.kind to it.name }
                .filterValues { it.size > 1 }
                .keys shouldBe setOf()
        }

        ServiceLoader.load(Dialect::class.java).forEach { dialect ->
            (operationCases + goldenOnlyCases).forEach { case ->
                test("${dialect.name()}: ${case.kind}: ${case.name}") {
                    val file =
                        root
                            .resolve(case.kind)
                            .resolve(case.name.replace(' ', '-'))
                            .resolve("${dialect.name()}.sql")
                    val sql = golden(dialect, case)
                    if (update) {
                        Files.createDirectories(file.parent)
                        Files.writeString(file, sql)
                    }
                    check(Files.exists(file)) {
                        "$file is missing: write it with -Dgolden.update=true"
                    }
                    sql shouldBe Files.readString(file)
                }
            }
        }
    })

/** The statements rendered offline, or the sentence that says why there are none. */
private fun golden(dialect: Dialect, case: OperationCase): String =
    try {
        dialect.render(case.operation, Catalog.of(case.before)).joinToString("") {
            dialect.script().statement(it) + "\n"
        }
    } catch (refused: UnsupportedOperationByDialectException) {
        "-- refused: ${refused.message}\n-- fix: ${refused.problems().first().fix()?.command()}\n"
    }
