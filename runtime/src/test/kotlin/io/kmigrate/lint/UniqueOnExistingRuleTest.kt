package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.UniqueConstraint

private val table = t(nullable("a", int32), nullable("b", int32))
private val before = model(table)
private val constraint = CreateUniqueConstraint(name("t"), UniqueConstraint("uq", listOf("a", "b")))

private fun index(index: Index) = CreateIndex(name("t"), index, false, false)

class UniqueOnExistingRuleTest :
    RuleTest(
        UniqueOnExistingRule(),
        found =
            listOf(
                LintCase("a unique constraint", before, constraint),
                LintCase("a unique index", before, index(Index.of("ix", "a").withUnique(true))),
                LintCase(
                    "a unique index over an expression",
                    before,
                    index(
                        Index.of("ix", listOf(IndexColumn.expression("abs(a)"))).withUnique(true)
                    ),
                ),
                LintCase(
                    "a primary key",
                    model(table.withPrimaryKey(null)),
                    CreatePrimaryKey(name("t"), PrimaryKey(null, listOf("id"))),
                ),
            ),
        passed =
            listOf(
                LintCase("an index that is not unique", before, index(Index.of("ix", "a"))),
                LintCase("a new table", model(), CreateTable(table, false), constraint),
            ),
    )
