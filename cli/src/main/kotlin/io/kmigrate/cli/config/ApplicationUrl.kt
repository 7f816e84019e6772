package io.kmigrate.cli.config

import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.exposed.ModelClasses
import io.kmigrate.failure.MigrationException
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.nio.file.Path

/** Asks the application's own code where its database is, as the application itself would. */
internal object ApplicationUrl {
    /**
     * @param function class and function, such as `com.acme.Connection.url`: static, or of a Kotlin
     *   object; without parameters, and giving text
     * @param setting names it in messages
     * @throws MigrationException when there is no such function, or it fails
     */
    fun of(function: String, classPath: List<Path>, setting: Setting): String =
        ModelClasses.loader(classPath).use { loader ->
            try {
                val type = Class.forName(function.substringBeforeLast('.'), true, loader)
                val method = find(type, function.substringAfterLast('.'))
                val result = method?.invoke(if (method.isStatic()) null else kotlinObject(type))
                result as? String ?: throw missing(function, setting)
            } catch (_: ClassNotFoundException) {
                throw missing(function, setting)
            } catch (failure: InvocationTargetException) {
                throw failed(function, setting, failure.targetException)
            } catch (failure: LinkageError) {
                throw failed(function, setting, failure)
            }
        }

    private fun find(type: Class<*>, name: String): Method? =
        type.methods.find {
            it.name == name &&
                it.parameterCount == 0 &&
                it.returnType == String::class.java &&
                (it.isStatic() || kotlinObject(type) != null)
        }

    private fun Method.isStatic() = Modifier.isStatic(modifiers)

    private fun kotlinObject(type: Class<*>): Any? =
        type.fields.find { it.name == "INSTANCE" && it.type == type }?.get(null)

    private fun missing(function: String, setting: Setting) =
        ConfigurationMessages.noUrlFunction(function, setting.location).exception()

    private fun failed(function: String, setting: Setting, failure: Throwable) =
        ConfigurationMessages.urlFunctionFailed(function, "$failure", setting.location).exception()
}
