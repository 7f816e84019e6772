package io.kmigrate.cli.output

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Facts
import io.kmigrate.failure.Location
import io.kmigrate.failure.Problem
import io.kotest.core.spec.style.FunSpec
import io.kotest.datatest.withData
import io.kotest.matchers.shouldBe

internal class JsonTest : FunSpec() {
    private class Case(val value: Any?, val text: String)

    init {
        context("a parser reads back the JSON that is written") {
            withData<Case>(
                nameFn = { it.text },
                Case(null, "null"),
                Case(true, "true"),
                Case(12L, "12"),
                Case("a \"quoted\" \\ text", "\"a \\\"quoted\\\" \\\\ text\""),
                Case("tab\tline\nend\u0001", "\"tab\\tline\\nend\\u0001\""),
                Case("\u2028 😀 ü", "\"\\u2028 😀 ü\""),
                Case(listOf("a", 1), "[\n  \"a\",\n  1\n]"),
                Case(emptyMap<String, Any>(), "{}"),
                Case(emptyList<Any>(), "[]"),
                Case(
                    mapOf("a" to listOf(mapOf("b" to null))),
                    "{\n  \"a\": [\n    {\n      \"b\": null\n    }\n  ]\n}",
                ),
                Case(StringBuilder("anything else"), "\"anything else\""),
                Case(java.time.LocalDate.of(2025, 1, 2), "\"2025-01-02\""),
                Case(Double.NaN, "\"NaN\""),
                Case(1.5, "1.5"),
            ) {
                Json.text(it.value) shouldBe it.text
            }
        }

        test("a failed statement gives its facts as fields") {
            val facts =
                Facts(
                    "execute",
                    "insert into\nt values (1)",
                    "no such table: t",
                    "42S02",
                    1,
                    "kept",
                )
            val problem =
                Problem(
                        ErrorCode.OPERATION_FAILED,
                        "revision a failed at operation 1 of 1, execute",
                        Location("a.kts", 3, 5, "    execute(…)"),
                        "fix the script",
                    )
                    .with(facts)
            Json.text(ProblemJson.of(listOf(problem))) shouldBe
                """
                {
                  "error": {
                    "code": "operation-failed",
                    "message": "revision a failed at operation 1 of 1, execute",
                    "file": "a.kts",
                    "line": 3,
                    "column": 5,
                    "fix": "fix the script",
                    "operation": "execute",
                    "sql": "insert into\nt values (1)",
                    "databaseMessage": "no such table: t",
                    "sqlState": "42S02",
                    "vendorCode": 1,
                    "state": "kept"
                  }
                }
                """
                    .trimIndent()
        }
    }
}
