package io.kmigrate.dsl.builder

import io.kmigrate.schema.Deferral
import io.kmigrate.schema.TableName

internal fun tableName(name: String, schema: String?): TableName {
    require(name.isNotBlank()) { "a table's name is empty" }
    return TableName(schema, name)
}

/** [name], which must not be empty; [what] says whose it is. */
internal fun given(name: String, what: String): String {
    require(name.isNotBlank()) { "$what is empty" }
    return name
}

/** [columns], of which there must be one or more, each once. */
internal fun columnNames(columns: List<String>, what: String): List<String> {
    require(columns.isNotEmpty()) { "$what names no column" }
    columns.forEach { given(it, "a column's name of $what") }
    val twice = columns.firstOrNull { name -> columns.count { it == name } > 1 }
    require(twice == null) { "$what names column $twice twice" }
    return columns
}

internal fun deferral(deferrable: Boolean, initiallyDeferred: Boolean): Deferral {
    require(deferrable || !initiallyDeferred) { "initiallyDeferred = true needs deferrable = true" }
    return when {
        initiallyDeferred -> Deferral.INITIALLY_DEFERRED
        deferrable -> Deferral.INITIALLY_IMMEDIATE
        else -> Deferral.NOT_DEFERRABLE
    }
}
