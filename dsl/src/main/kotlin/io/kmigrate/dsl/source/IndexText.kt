package io.kmigrate.dsl.source

import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.TableName

internal fun indexCall(
    table: TableName,
    index: Index,
    ifNotExists: Boolean,
    concurrently: Boolean,
): List<String> {
    val plain = index.columns().all { it == IndexColumn.column(it.text()) }
    val columns = index.columns().map { if (plain) literal(it.text()) else indexColumn(it) }
    return listOf(
        call(
            "createIndex",
            literal(index.name()),
            literal(table.name()),
            *columns.toTypedArray(),
            flag("unique", index.unique()),
            named("where", index.where()?.let(::literal)),
            named("method", index.method()?.let(::literal)),
            named("include", listText(index.include())).takeIf { index.include().isNotEmpty() },
            flag("nullsNotDistinct", index.nullsNotDistinct()),
            flag("ifNotExists", ifNotExists),
            flag("concurrently", concurrently),
            schema(table),
            named("options", optionsText(index.options())),
        )
    )
}

internal fun indexColumn(column: IndexColumn): String = buildString {
    val text = literal(column.text())
    append(
        when {
            column.expression() -> "expression($text)"
            column.descending() -> "descending($text)"
            else -> "column($text)"
        }
    )
    if (column.expression() && column.descending()) append(".descendingOrder()")
    column.length()?.let { append(".prefix($it)") }
    column.operatorClass()?.let { append(".operatorClass(${literal(it)})") }
    when (column.nulls()) {
        IndexColumn.Nulls.FIRST -> append(".nullsFirst()")
        IndexColumn.Nulls.LAST -> append(".nullsLast()")
        null -> Unit
    }
}
