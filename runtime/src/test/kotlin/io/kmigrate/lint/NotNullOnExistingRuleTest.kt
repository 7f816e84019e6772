package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateTable

private val a = nullable("a", int32)

private fun alter(change: ColumnChange) = AlterColumn(name("t"), "a", change)

class NotNullOnExistingRuleTest :
    RuleTest(
        NotNullOnExistingRule(),
        found =
            listOf(
                LintCase("NOT NULL", model(t(a)), alter(ColumnChange.none().withNullable(false)))
            ),
        passed =
            listOf(
                LintCase("nullable", model(t(a)), alter(ColumnChange.none().withNullable(true))),
                LintCase("another type", model(t(a)), alter(ColumnChange.none().withType(int64))),
                LintCase(
                    "a column of a new table",
                    model(),
                    CreateTable(t(a), false),
                    alter(ColumnChange.none().withNullable(false)),
                ),
            ),
    )
