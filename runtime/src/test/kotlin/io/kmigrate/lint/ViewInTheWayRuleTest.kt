package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.DropView
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.View

private fun view(name: String, query: String) = View(name(name), query, false)

private val usesA = view("uses_a", "select id, a from t where a > 1")
private val usesNeither = view("uses_neither", "select id, 'a' as said from t")

private fun before(type: ColumnType) =
    model(
        t(nullable("a", type)),
        objects = listOf(usesA, view("uses_a_too", "SELECT A FROM T"), usesNeither),
    )

private val dropColumn = DropColumn(name("t"), "a", false)

private fun alter(type: ColumnType) =
    AlterColumn(name("t"), "a", ColumnChange.none().withType(type))

class ViewInTheWayRuleTest :
    RuleTest(
        ViewInTheWayRule(),
        found =
            listOf(
                LintCase("a dropped column", before(int32), dropColumn),
                LintCase("a dropped table", before(int32), DropTable(name("t"), false)),
                LintCase("a narrower type", before(int64), alter(int32)),
                LintCase(
                    "a wider type, where views hold types",
                    before(int32),
                    alter(int64),
                    facts = Facts(true),
                ),
                LintCase(
                    "a view that an operation before created",
                    model(t(nullable("a", int32))),
                    CreateView(usesA, false),
                    dropColumn,
                ),
            ),
        passed =
            listOf(
                LintCase("a wider type", before(int32), alter(int64)),
                LintCase(
                    "another change, where views hold types",
                    before(int32),
                    AlterColumn(name("t"), "a", ColumnChange.none().withNullable(false)),
                    facts = Facts(true),
                ),
                LintCase(
                    "a view that is dropped before, and one that reads another column",
                    model(t(nullable("a", int32)), objects = listOf(usesA, usesNeither)),
                    DropView(name("uses_a"), false, false),
                    dropColumn,
                ),
            ),
    )
