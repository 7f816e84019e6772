package io.kmigrate.operation

import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

/** What replay says of a renamed column wherever SQL text mentions it. */
class RenameColumnTest :
    FunSpec({
        listOf(
                "amount > 0" to "total > 0",
                "amount > 0 and amounts < 5" to "total > 0 and amounts < 5",
                "\"amount\" in (1, 2)" to "\"total\" in (1, 2)",
                "AMOUNT <> 3" to "total <> 3",
                "kind = 'amount' or amount = 1" to "kind = 'amount' or total = 1",
                "note <> 'it''s amount'" to "note <> 'it''s amount'",
                "f(t.amount)" to "f(t.total)",
                "`amount` > 0 and `Amount` > 1" to "`total` > 0 and `Amount` > 1",
                "`note` <> 'the `amount`'" to "`note` <> 'the `amount`'",
                "amount(amount) > amount (1)" to "amount(total) > amount (1)",
                "amount in (1) and (amount)" to "total in (1) and (total)",
                "\"the `amount`\" > 0" to "\"the `amount`\" > 0",
            )
            .forEach { (before, after) ->
                test("$before becomes $after") {
                    ColumnMention.renamed(before, "amount", "total") shouldBe after
                }
            }

        test("a new name that is not plain is quoted") {
            ColumnMention.renamed("amount > 0", "amount", "Total \"x\"") shouldBe
                "\"Total \"\"x\"\"\" > 0"
        }

        test("a new name stands in the quotes that the old one had") {
            ColumnMention.renamed("`amount` > 0", "amount", "to`tal") shouldBe "`to``tal` > 0"
        }

        test("checks, predicates, expressions and generated columns follow") {
            val name = TableName.of("t")
            val number = IntegerType(32, false)
            val table =
                Table.of(
                        name,
                        listOf(
                            Column.of("a", number),
                            Column.of("b", number).withGenerated(Generated("a * 2", true)),
                        ),
                        null,
                    )
                    .withCheckConstraints(listOf(CheckConstraint("ck", "a > 0")))
                    .withIndexes(
                        listOf(
                            Index.of("ix", "a")
                                .withColumns(listOf(IndexColumn.expression("abs(a)")))
                                .withWhere("a < 9")
                        )
                    )
            val renamed =
                RenameColumn(name, "a", "z")
                    .apply(Snapshot.of(listOf(table)))
                    .table(name)
                    .orElseThrow()
            renamed.checkConstraints().single().condition() shouldBe "z > 0"
            renamed.indexes().single().where() shouldBe "z < 9"
            renamed.indexes().single().columns().single().text() shouldBe "abs(z)"
            renamed.columns().last().generated()?.expression() shouldBe "z * 2"
        }
    })
