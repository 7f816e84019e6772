package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.TableName

internal fun tableName(name: String, schema: String?): TableName {
    require(name.isNotBlank()) { OperationMessages.emptyTableName() }
    return TableName(schema, name)
}

/** [name], which must not be empty; [what] says whose it is. */
internal fun given(name: String, what: String): String {
    require(name.isNotBlank()) { OperationMessages.empty(what) }
    return name
}

/** [columns], of which there must be one or more, each once. */
internal fun columnNames(columns: List<String>, what: String): List<String> {
    require(columns.isNotEmpty()) { OperationMessages.noColumn(what) }
    columns.forEach { given(it, OperationMessages.columnNameOf(what)) }
    val twice = columns.firstOrNull { name -> columns.count { it == name } > 1 }
    require(twice == null) { OperationMessages.repeatedColumn(what, "$twice") }
    return columns
}

internal fun deferral(deferrable: Boolean, initiallyDeferred: Boolean): Deferral {
    require(deferrable || !initiallyDeferred) { OperationMessages.needsDeferrable() }
    return when {
        initiallyDeferred -> Deferral.INITIALLY_DEFERRED
        deferrable -> Deferral.INITIALLY_IMMEDIATE
        else -> Deferral.NOT_DEFERRABLE
    }
}
