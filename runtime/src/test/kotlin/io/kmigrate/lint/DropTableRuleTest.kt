package io.kmigrate.lint

import io.kmigrate.dialect.name
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.diff.table
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.MoveTable
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.TableName

class DropTableRuleTest :
    RuleTest(
        DropTableRule(),
        found =
            listOf(
                LintCase("a table", model(t()), DropTable(name("t"), false)),
                LintCase("a table that may be missing", model(), DropTable(name("t"), true)),
                LintCase(
                    "a table that was perhaps there before",
                    model(),
                    CreateTable(t(), true),
                    DropTable(name("t"), false),
                ),
                LintCase(
                    "a table with the name of one that the same operations created and renamed",
                    model(table("u")),
                    CreateTable(t(), false),
                    RenameTable(name("t"), "v"),
                    RenameTable(name("u"), "t"),
                    DropTable(name("t"), false),
                ),
            ),
        passed =
            listOf(
                LintCase(
                    "a table that the same operations created",
                    model(),
                    CreateTable(t(), false),
                    DropTable(name("t"), false),
                ),
                LintCase(
                    "a table that they created, renamed and moved",
                    model(),
                    CreateTable(t(), false),
                    RenameTable(name("t"), "u"),
                    MoveTable(name("u"), "billing"),
                    DropTable(TableName("billing", "u"), false),
                ),
            ),
    )
