package io.kmigrate.dsl.source

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RowChange
import java.time.Duration

/** A backfill as the call that describes it. */
internal object BackfillText {
    /** @throws IllegalArgumentException for one that is code */
    fun of(backfill: Backfill): String =
        when (val change = backfill.change()) {
            is RowChange.SetColumns -> ofSet(backfill, change)
            is RowChange.CopyInto -> ofCopy(backfill, change)
            is RowChange.DeleteAll ->
                call(
                    "deleteRows",
                    literal(backfill.table().name()),
                    sqlText(backfill.where().orEmpty()),
                    *more(backfill),
                    named("name", literal(backfill.name())),
                    schema(backfill.table()),
                )
            is RowChange.LoadRows ->
                call(
                    "loadCsv",
                    literal(backfill.table().name()),
                    literal(change.file()),
                    schema(backfill.table()),
                )
            is RowChange.RunRows ->
                throw IllegalArgumentException(OperationMessages.codeWithoutText(backfill.name()))
        }

    private fun ofSet(backfill: Backfill, change: RowChange.SetColumns): String {
        val head =
            call(
                "backfill",
                literal(backfill.name()),
                literal(backfill.table().name()),
                named("where", backfill.where()?.let(::sqlText)),
                *more(backfill),
                schema(backfill.table()),
            )
        return "$head {\n${block(change, backfill.undo()).prependIndent("    ")}\n}"
    }

    private fun block(change: RowChange.SetColumns, undo: Backfill.Undo?): String {
        val lines =
            change.expressions().map { (column, sql) -> call("set", literal(column), sqlText(sql)) }
        val back = undo?.change() as? RowChange.SetColumns ?: return lines.joinToString("\n")
        val head = undo.where()?.let { call("undo", named("where", sqlText(it))) } ?: "undo"
        return (lines + "$head {\n${block(back, null).prependIndent("    ")}\n}").joinToString("\n")
    }

    private fun ofCopy(backfill: Backfill, change: RowChange.CopyInto): String =
        call(
            "copyRows",
            literal(backfill.table().name()),
            named("into", literal(change.into().name())),
            named("where", backfill.where()?.let(::sqlText)),
            named("columns", change.named().takeIf { it.isNotEmpty() }?.let(::listText)),
            *more(backfill),
            named("name", literal(backfill.name())),
            schema(backfill.table()),
            named("intoSchema", change.into().schema()?.let(::literal)),
        )

    private fun more(backfill: Backfill): Array<String?> {
        val pace = backfill.pace()
        val usual = Pace.DEFAULT
        return arrayOf(
            named("key", backfill.key().takeIf { it.isNotEmpty() }?.let(::listText)),
            named("batchTime", time(pace.batchTime(), usual.batchTime())),
            named("batchRows", pace.batchRows()?.toString()),
            named("pause", time(pace.pause(), usual.pause())),
            named("passes", pace.passes().takeIf { it != 1 }?.toString()),
            named("onError", pace.skips().takeIf { it != 0 }?.let { "skip(max = $it)" }),
            named("workers", pace.workers().takeIf { it != 1 }?.toString()),
            flag("background", backfill.background()),
        )
    }

    private fun time(time: Duration, usual: Duration): String? =
        if (time == usual) null else literal("${time.toMillis()}ms")
}
