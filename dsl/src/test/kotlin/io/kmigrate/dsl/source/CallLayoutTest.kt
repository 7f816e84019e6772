package io.kmigrate.dsl.source

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class CallLayoutTest :
    FunSpec({
        fun layout(call: String) = CallLayout.of(call).joinToString("\n")

        test("a call that fits stays on its line") {
            val call = "createIndex(\"ix\", \"users\", \"mail\", unique = true)"
            layout(call) shouldBe "    $call"
        }

        test("a long call has an argument a line; commas and brackets in texts are no breaks") {
            val where = "mail <> 'a, b' and (note <> \\\"x\\\") and something_long is not null"
            layout(
                "createIndex(\"ix_users\", \"users\", \"mail\", \"note\", unique = true, where = \"$where\")"
            ) shouldBe
                """
                |    createIndex(
                |        "ix_users",
                |        "users",
                |        "mail",
                |        "note",
                |        unique = true,
                |        where = "$where",
                |    )
                """
                    .trimMargin()
        }

        test("a long block opens, and a long chain in it has a call a line") {
            val name = "a_column_whose_name_is_quite_long_though_not_too_long"
            layout(
                "addColumn(\"users\") { long(\"$name\").nullable()" +
                    ".references(\"schools\", \"id\", onDelete = CASCADE) }"
            ) shouldBe
                """
                |    addColumn("users") {
                |        long("$name")
                |            .nullable()
                |            .references("schools", "id", onDelete = CASCADE)
                |    }
                """
                    .trimMargin()
        }

        test("a link of a chain that is too long itself has an argument a line") {
            val text =
                "a long sentence about a column, longer than a line can be in a script".repeat(2)
            layout(
                "customType(\"mail\", \"character varying\").nullable().comment(\"$text\")"
            ) shouldBe
                """
                |    customType("mail", "character varying")
                |        .nullable()
                |        .comment(
                |            "$text",
                |        )
                """
                    .trimMargin()
        }

        test("lines of a text keep the spaces at their ends") {
            layout("execute(\n    \"\"\"\n    a  \n       \n\n    \"\"\")") shouldBe
                "    execute(\n        \"\"\"\n        a  \n           \n\n        \"\"\")"
        }

        test("a long declaration has its value below") {
            val value = "varchar(\"a_column_whose_name_is_quite_long_though_not_too_long\", 2000)"
            layout("createTable(\"t\") {\n    val aColumnWhoseNameIs = $value\n}") shouldBe
                """
                |    createTable("t") {
                |        val aColumnWhoseNameIs =
                |            $value
                |    }
                """
                    .trimMargin()
        }

        test("SQL between three quotes keeps its lines, and a text that is too long stays whole") {
            val sql = "createView(\n    \"v\",\n    \"\"\"\n    select 1\n    \"\"\",\n)"
            layout(sql) shouldBe sql.prependIndent("    ")
            val text = "\"" + "x".repeat(120) + "\""
            layout("execute($text)") shouldBe "    execute(\n        $text,\n    )"
        }

        test("a comment is broken between words") {
            val lines = CallLayout.comment("word ".repeat(40).trim())
            lines.map { it.length <= 100 && it.startsWith("    // word") } shouldBe
                listOf(true, true, true)
        }
    })
