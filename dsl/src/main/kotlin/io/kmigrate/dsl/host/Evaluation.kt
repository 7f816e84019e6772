package io.kmigrate.dsl.host

import io.kmigrate.dsl.builder.ScriptPlace
import io.kmigrate.dsl.builder.isOfScript
import io.kmigrate.failure.MigrationException
import java.lang.reflect.InvocationTargetException

/**
 * Runs what is in a compiled script, whose class is [className].
 *
 * @throws ScriptProblemsException with the places of what it says is wrong
 */
internal fun <T> evaluating(script: Script, className: String, work: () -> T): T {
    fun problems(failure: MigrationException) =
        ScriptProblemsException(
            failure.problems().map { it.at(script.withExcerpt(it.location())) },
            failure.cause ?: failure,
        )
    fun thrown(failure: Throwable) =
        problems(MigrationException(ScriptPlace(className, script.path).problems(failure), failure))
    try {
        return work()
    } catch (failure: InvocationTargetException) {
        val reason = failure.targetException
        throw if (isOfScript(reason)) thrown(reason) else reason
    } catch (failure: MigrationException) {
        throw problems(failure)
    } catch (failure: LinkageError) {
        throw thrown(failure)
    }
}
