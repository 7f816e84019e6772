package io.kmigrate.dialect

import io.kmigrate.operation.Operation
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
    dialect.session(this).use { session ->
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

/** The statements of one operation, in whatever transaction there is. */
fun Connection.execute(dialect: Dialect, operation: Operation) {
    dialect.render(operation, dialect.catalog(this)).forEach(::statement)
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
