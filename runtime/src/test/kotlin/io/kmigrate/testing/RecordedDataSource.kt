package io.kmigrate.testing

import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import java.sql.Connection
import java.sql.PreparedStatement
import java.sql.Statement
import java.util.concurrent.CopyOnWriteArrayList
import javax.sql.DataSource

/** Notes every statement that goes to [real], and everything else that a connection is told. */
class RecordedDataSource(private val real: DataSource) {
    /** In the order in which they ran. */
    val statements = CopyOnWriteArrayList<String>()

    val dataSource: DataSource =
        proxy(real, DataSource::class.java) { method, result, _ ->
            if (method.name == "getConnection") connection(result as Connection) else result
        }

    private fun connection(connection: Connection): Connection =
        proxy(connection, Connection::class.java) { method, result, arguments ->
            when {
                result is PreparedStatement -> statement(result, arguments.first().toString())
                result is Statement -> statement(result, null)
                method.name == "commit" || method.name == "rollback" -> {
                    statements += method.name
                    result
                }
                else -> result
            }
        }

    private fun statement(statement: Statement, prepared: String?): Statement =
        proxy(statement, typeOf(statement)) { method, result, arguments ->
            if (method.name.startsWith("execute")) {
                statements += prepared ?: arguments.firstOrNull()?.toString() ?: method.name
            }
            result
        }

    private fun typeOf(statement: Statement): Class<out Statement> =
        if (statement is PreparedStatement) PreparedStatement::class.java else Statement::class.java
}

private fun <T : Any> proxy(
    real: T,
    type: Class<out T>,
    seen: (Method, Any?, List<Any?>) -> Any?,
): T {
    val proxy =
        Proxy.newProxyInstance(type.classLoader ?: real.javaClass.classLoader, arrayOf(type)) {
            _,
            method,
            arguments ->
            try {
                seen(
                    method,
                    method.invoke(real, *arguments.orEmpty()),
                    arguments.orEmpty().asList(),
                )
            } catch (failure: InvocationTargetException) {
                throw failure.targetException
            }
        }
    return type.cast(proxy)
}
