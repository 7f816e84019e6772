package io.kmigrate.lint

import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.CreateTable
import io.kmigrate.schema.Column
import io.kmigrate.schema.Generated

private val required = column("a", int32)

private fun add(column: Column) = AddColumn(name("t"), column, null, false)

class RequiredColumnRuleTest :
    RuleTest(
        RequiredColumnRule(),
        found = listOf(LintCase("NOT NULL without a default", model(t()), add(required))),
        passed =
            listOf(
                LintCase("nullable", model(t()), add(nullable("a", int32))),
                LintCase("a default", model(t()), add(required.withDefault(literal(1)))),
                LintCase("numbered", model(t()), add(required.withAutoIncrement(true))),
                LintCase(
                    "generated",
                    model(t()),
                    add(required.withGenerated(Generated("id + 1", true))),
                ),
                LintCase("a new table", model(), CreateTable(t(), false), add(required)),
            ),
    )
