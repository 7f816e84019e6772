package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropColumn
import io.kmigrate.schema.Generated

private val drop = DropColumn(name("t"), "a", false)
private val a = nullable("a", int32)

class DropColumnRuleTest :
    RuleTest(
        DropColumnRule(),
        found =
            listOf(
                LintCase("a column", model(t(a)), drop),
                LintCase("a column that no snapshot knows", model(t()), drop),
            ),
        passed =
            listOf(
                LintCase(
                    "a generated column",
                    model(t(a.withGenerated(Generated("id + 1", true)))),
                    drop,
                ),
                LintCase("a column of a new table", model(), CreateTable(t(a), false), drop),
            ),
    )
