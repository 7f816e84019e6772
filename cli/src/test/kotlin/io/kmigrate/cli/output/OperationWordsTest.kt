package io.kmigrate.cli.output

import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange.SetColumns
import io.kmigrate.schema.TableName
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly

class OperationWordsTest :
    FunSpec({
        test("a backfill shows what it sets, and how that is reverted") {
            val undo = Backfill.Undo(SetColumns(mapOf("n" to "n - 1")), "n > 0")
            val grow =
                Backfill(
                    "grow",
                    TableName.of("t"),
                    emptyList(),
                    null,
                    SetColumns(mapOf("n" to "n + 1")),
                    Pace.DEFAULT,
                    undo,
                    false,
                )
            OperationWords(grow).lines().drop(1).map { it.text } shouldContainExactly
                listOf("set n = n + 1", "undo set n = n - 1, where n > 0")
        }
    })
