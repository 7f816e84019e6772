package io.kmigrate.dsl.host

import io.kmigrate.revision.Revision
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class HostHeaderTest :
    FunSpec({
        for ((text, expected) in CASES) {
            test("the header of ${text.trim().replace("\n", "⏎")}") {
                withClue(text) { scanned(text) shouldBe expected }
            }
        }
    }) {
    private companion object {
        const val COMPUTED = "computed"
        const val MISSING = "missing"

        val CASES =
            listOf(
                "" to "empty",
                "\uFEFF  // nothing\n/* /* at */ all */\n" to "empty",
                "message = \"m\"" to MISSING,
                "revision = \"a\"" to "a",
                "#!/usr/bin/env kotlin \"\nrevision = \"a\"" to "a",
                "\uFEFFrevision = \"a\"\r\ndownRevision = \"b\"\r\n" to "a <- b",
                "package x.y; import a.b.*\nimport c.d as revision\nrevision = \"a\"" to "a",
                "@file:Suppress(\"x\", \"y\")\n\nrevision = \"a\"" to "a",
                "revision = \"a\"; downRevision = null; message = \"m\"" to "a 'm'",
                "revision =\n  /* here */ \"a\" // or there\nmessage=\"\"" to "a",
                "revision = \"a\"\ndownRevisions(\"b\",\n  \"c\",)" to "a <- b, c",
                "revision = \"a\"\nbranchLabels(\"x\"); dependsOn(\"y\", \"z\")" to
                    "a [x] needs y, z",
                "revision = \"\"\"a\"\"\"\nmessage = \"\"\"say \"it\"\"\"\"" to "a 'say \"it\"'",
                "revision = \"\\u0061\"\nmessage = \"\\\"\\$ 5\\$\\n\"" to "a '\"$ 5$\n'",
                "message = \"5 $\"\n`revision` = \"a\"" to "a '5 $'",
                "upgrade { }\ndowngrade { }\nrevision = \"a\"" to "a",
                "object A : Table(\"\${1 + \"}\"}\") { val message = text(\"m\") }\nrevision = \"a\"" to
                    "a",
                "fun f(message: String = \"x\") = f(message = \"y\")\nrevision = \"a\"" to "a",
                "upgrade { data { T.update { it[message] = \"x\" } } }\nrevision = \"a\"" to "a",
                "val x = 'r'\nval y = \"revision = \\\"b\\\"\"\nrevision = \"a\"" to "a",
                "// revision = \"b\"\n/* revision = \"c\" */ revision = \"a\"" to "a",
                "val revisionOf = 1\nval t = listOf<List<Int>>()\nrevision = \"a\"" to "a",
                "revision = \"a\"\nmessage = \"m\"\n@Suppress(\"x\") object X" to "a 'm'",
                "revision = \"a\" + \"b\"" to COMPUTED,
                "revision = \"a\"\n  .trim()" to COMPUTED,
                "revision = \"a\"\n  ?: \"b\"" to COMPUTED,
                "revision = \"a\".trim()" to COMPUTED,
                "revision = (\"a\")" to COMPUTED,
                "revision = \"a\$b\"" to COMPUTED,
                "revision = \"a\${1}\"" to COMPUTED,
                "revision = $$\"a\"" to COMPUTED,
                "revision = \"\"\"a\$b\"\"\"" to COMPUTED,
                "revision = \"\\q\"" to COMPUTED,
                "revision = \"a\nmessage = \"m\"" to COMPUTED,
                "revision = \"a\"\nmessage += \"m\"" to COMPUTED,
                "revision = \"a\"\nrevision = \"b\"" to COMPUTED,
                "revision = \"a\"\ndownRevision = \"b\"\ndownRevisions(\"c\")" to COMPUTED,
                "revision = \"a\"\ndownRevisions(*ids)" to COMPUTED,
                "revision = \"a\"\ndownRevisions(\"b\" \"c\")" to COMPUTED,
                "revision = \"a\"\ndownRevisions()" to COMPUTED,
                "revision = \"a b\"" to COMPUTED,
                "revision = \"a\"\ndownRevision = \"\"" to COMPUTED,
                "if (1 > 0)\n revision = \"a\"" to COMPUTED,
                "if (1 > 0) 1 else\n revision = \"a\"" to COMPUTED,
                "run { revision = \"a\" }" to COMPUTED,
                "run({ revision = \"a\" })" to COMPUTED,
                "this.revision = \"a\"" to COMPUTED,
                "this@X.revision = \"a\"" to COMPUTED,
                "revision = \"a\"\nrun { dependsOn(\"b\") }" to COMPUTED,
                "@Suppress(\"x\") revision = \"a\"" to COMPUTED,
                "x@ revision = \"a\"" to COMPUTED,
            )

        fun scanned(text: String): String =
            when (val header = HeaderScanner(Script("x", text).lines()).scan()) {
                is Header.Computed -> COMPUTED
                is Header.Missing -> if (header.emptyFile) "empty" else MISSING
                is Header.Literal -> shown(header.revision)
            }

        fun shown(header: Revision): String =
            header.id() +
                listed(" <- ", header.parents(), "") +
                listed(" [", header.branchLabels(), "]") +
                listed(" needs ", header.dependsOn(), "") +
                if (header.message().isEmpty()) "" else " '${header.message()}'"

        fun listed(before: String, items: List<String>, after: String): String =
            if (items.isEmpty()) "" else items.joinToString(", ", before, after)
    }
}
