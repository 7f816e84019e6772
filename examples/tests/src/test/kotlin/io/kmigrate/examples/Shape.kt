package io.kmigrate.examples

import io.kmigrate.dialect.Dialects
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import java.sql.Connection

/** The schema that a database has by its own account. */
internal fun Connection.snapshot(): Snapshot =
    Dialects.forConnection(this).introspector().introspect(this)

/**
 * A line a column, key and index, without our own tables. A unique index is a unique constraint: to
 * MariaDB they are one.
 */
internal fun Connection.shape(): List<String> =
    snapshot().tables().filterNot { it.name().name().startsWith("migrate_") }.flatMap(::lines)

private fun lines(table: Table): List<String> {
    val name = table.name().name()
    return table.columns().map { "$name.${it.name()}" + if (it.nullable()) " null" else "" } +
        table.uniqueConstraints().map { "$name unique ${it.columns()}" } +
        table.foreignKeys().map {
            "$name ${it.columns()} -> ${it.referencedTable().name()} ${it.onDelete()}"
        } +
        table.checkConstraints().map { "$name check ${it.name()}" } +
        table.indexes().map {
            if (it.unique()) "$name unique ${it.columns().map { part -> part.text() }}"
            else "$name index ${it.name()}"
        }
}
