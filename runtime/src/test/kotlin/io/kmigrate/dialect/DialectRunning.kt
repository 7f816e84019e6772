package io.kmigrate.dialect

import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateSchema
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.Operation
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.DatabaseSchema
import io.kmigrate.schema.SchemaObject
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.View
import java.sql.Connection

/**
 * Runs operations as a migration would: one transaction, each operation rendered against what is
 * there.
 */
fun Connection.run(dialect: Dialect, vararg operations: Operation) {
    if (operations.any(dialect::refusesTransaction)) {
        operations.forEach { execute(dialect, it) }
        return
    }
    dialect.sessions().session(this).use { session ->
        session.begin(operations.toList())
        try {
            operations.forEach { execute(dialect, it) }
            session.commit()
        } catch (failure: Throwable) {
            session.rollback()
            throw failure
        }
    }
}

/** The statements of one operation, in the open transaction, if there is one. */
fun Connection.execute(dialect: Dialect, operation: Operation) {
    dialect.render(operation, dialect.introspector().catalog(this)).forEach(::statement)
}

fun Connection.statement(sql: String) {
    createStatement().use { it.execute(sql) }
}

/** The first column of every row. */
fun Connection.query(sql: String): List<Any?> =
    createStatement().use { statement ->
        statement.executeQuery(sql).use { rows ->
            generateSequence { if (rows.next()) listOf(rows.getObject(1)) else null }
                .flatten()
                .toList()
        }
    }

/** The operation that makes what is no table. */
fun creation(schemaObject: SchemaObject): Operation =
    when (schemaObject) {
        is DatabaseSchema -> CreateSchema(schemaObject.name().name(), false)
        is Sequence -> CreateSequence(schemaObject, false)
        is DatabaseEnum -> CreateEnum(schemaObject, false)
        is View -> CreateView(schemaObject, false)
        is StoredProgram -> CreateProgram(schemaObject, false)
    }
