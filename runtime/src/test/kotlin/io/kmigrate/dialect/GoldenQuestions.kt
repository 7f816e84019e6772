package io.kmigrate.dialect

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path

/**
 * What is asked of a database that no server can be had of, in `golden/unsupported`: read against
 * the manual. `-Dgolden.update=true` rewrites it.
 */
internal fun FunSpec.goldenQuestions(dialect: String, of: (SchemaScope) -> List<Question>) {
    listOf(SchemaScope.OWN, SchemaScope("billing")).forEach { scope ->
        val where = scope.schema() ?: "own"
        test("the questions on the schema $where") {
            val golden = Path.of("src/test/resources/golden/unsupported/$dialect-$where.sql")
            val asked = of(scope).joinToString("\n") { "-- ${it.what()}\n${it.sql()};\n" }
            if (System.getProperty("golden.update").toBoolean()) {
                Files.createDirectories(golden.parent)
                Files.writeString(golden, asked)
            }
            asked shouldBe Files.readString(golden)
        }
    }
}
