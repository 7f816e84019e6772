package io.kmigrate.dialect

import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowChange.CopyInto
import io.kmigrate.operation.RowChange.DeleteAll
import io.kmigrate.operation.RowChange.SetColumns
import io.kmigrate.operation.Throttle
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import java.time.Duration

private val customers =
    Table.of(
        name("customers"),
        listOf(
            column("id", IntegerType(64, false)),
            column("full_name", varchar(400)),
            nullable("given_name", varchar(200)),
        ),
        PrimaryKey(null, listOf("id")),
    )

private val lines =
    Table.of(
        name("order_lines"),
        listOf(
            column("placed", varchar(10)),
            column("number", IntegerType(32, false)),
            nullable("total", IntegerType(32, false)),
        ),
        PrimaryKey(null, listOf("placed", "number")),
    )

private fun backfill(
    table: Table,
    change: RowChange,
    where: String? = null,
    name: String = "grow",
    key: List<String> = emptyList(),
    pace: Pace = Pace.DEFAULT,
    undo: Backfill.Undo? = null,
    background: Boolean = false,
) = Backfill(name, table.name(), key, where, change, pace, undo, background)

/** Backfills as plans show them. They run in tests of their own. */
val backfillCases: List<OperationCase> =
    listOf(
        OperationCase(
            "by SQL",
            listOf(customers),
            backfill(
                customers,
                SetColumns(mapOf("given_name" to "trim(full_name)")),
                "given_name is null",
                "given names",
                undo = Backfill.Undo(SetColumns(mapOf("given_name" to "null")), null),
            ),
        ),
        OperationCase(
            "by a key of several columns, in the background",
            listOf(lines),
            backfill(
                lines,
                SetColumns(mapOf("total" to "total + 1")),
                pace =
                    Pace(
                        Duration.ofSeconds(2),
                        100,
                        Duration.ofMillis(50),
                        Throttle.NONE,
                        1,
                        10,
                        4,
                    ),
                background = true,
            ),
        ),
        OperationCase(
            "rows are copied",
            listOf(customers, customers.withName(name("old_customers"))),
            backfill(
                customers,
                CopyInto(TableName.of("old_customers"), listOf("id", "full_name")),
                "id < 1000",
                "copy customers into old_customers",
            ),
        ),
        OperationCase(
            "rows are deleted",
            listOf(customers),
            backfill(
                customers,
                DeleteAll(),
                "id < 1000",
                "delete from customers",
                key = listOf("id"),
            ),
        ),
        OperationCase("a backfill is waited for", listOf(), RequireBackfill("given names")),
    )
