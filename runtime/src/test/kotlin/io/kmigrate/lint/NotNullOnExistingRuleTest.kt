package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.update
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange.SetColumns

private val a = nullable("a", int32)

private fun alter(change: ColumnChange) = AlterColumn(name("t"), "a", change)

private val required = alter(ColumnChange.none().withNullable(false))

private fun fill(where: String?, background: Boolean = true) =
    Backfill(
        "fill",
        name("t"),
        listOf("a"),
        where,
        SetColumns(mapOf("a" to "1")),
        Pace.DEFAULT,
        null,
        background,
    )

private val gate = RequireBackfill("fill")

class NotNullOnExistingRuleTest :
    RuleTest(
        NotNullOnExistingRule(),
        found =
            listOf(
                LintCase("NOT NULL", model(t(a)), required),
                LintCase(
                    "a backfill in the background that nothing awaits",
                    model(t(a)),
                    fill(null),
                    required,
                ),
                LintCase(
                    "one statement that empties it",
                    model(t(a)),
                    update("t", mapOf("a" to null), null),
                    required,
                ),
                LintCase("a backfill of some rows", model(t(a)), fill("a > 1"), gate, required),
                LintCase(
                    "a backfill of rows with a value",
                    model(t(a)),
                    fill("a is not null"),
                    gate,
                    required,
                ),
            ),
        passed =
            listOf(
                LintCase(
                    "one statement that fills it",
                    model(t(a)),
                    update("t", mapOf("a" to 1), "a is null"),
                    required,
                ),
                LintCase("nullable", model(t(a)), alter(ColumnChange.none().withNullable(true))),
                LintCase("another type", model(t(a)), alter(ColumnChange.none().withType(int64))),
                LintCase(
                    "a column of a new table",
                    model(),
                    CreateTable(t(a), false),
                    alter(ColumnChange.none().withNullable(false)),
                ),
                LintCase(
                    "behind the gate of a backfill of all rows",
                    model(t(a)),
                    fill(null),
                    gate,
                    required,
                ),
                LintCase(
                    "behind the gate of one of empty rows",
                    model(t(a)),
                    fill("a is null"),
                    gate,
                    required,
                ),
                LintCase(
                    "behind a backfill that the upgrade runs",
                    model(t(a)),
                    fill("a IS NULL", false),
                    required,
                ),
            ),
    )
