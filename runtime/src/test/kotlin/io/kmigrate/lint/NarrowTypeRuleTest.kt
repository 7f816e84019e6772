package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.RenameColumn
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.TimestampType

private fun alter(type: ColumnType, column: String = "a") =
    AlterColumn(name("t"), column, ColumnChange.none().withType(type))

private fun change(title: String, from: ColumnType, to: ColumnType) =
    LintCase(title, model(t(nullable("a", from))), alter(to))

class NarrowTypeRuleTest :
    RuleTest(
        NarrowTypeRule(),
        found =
            listOf(
                change("a smaller number", int64, int32),
                change("a shorter text", varchar(9), varchar(8)),
                change("fewer digits before the point", DecimalType(10, 2), DecimalType(10, 4)),
                change("no time zone any more", TimestampType(true), TimestampType(false)),
                LintCase(
                    "a column that was renamed and widened before",
                    model(t(nullable("b", int32))),
                    RenameColumn(name("t"), "b", "a"),
                    alter(int64),
                    alter(int32),
                ),
            ),
        passed =
            listOf(
                change("a wider number", int32, int64),
                change("a number as a decimal", int32, DecimalType(12, 2)),
                change("a text without a limit", varchar(8), text),
                change("a number as a text", int32, varchar(11)),
                LintCase(
                    "a column of a new table",
                    model(),
                    CreateTable(t(nullable("a", int64)), false),
                    alter(int32),
                ),
                LintCase("a column whose old type is not known", model(t()), alter(int32)),
            ),
    )
