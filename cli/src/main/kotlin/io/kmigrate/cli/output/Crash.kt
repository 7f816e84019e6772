package io.kmigrate.cli.output

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Problem

/** What is said when something fails that should not be able to. */
internal object Crash {
    fun problem(failure: Throwable): Problem =
        Problem.of(
            ErrorCode.INTERNAL,
            "this is a bug in Kmigrate: ${failure.javaClass.name}" +
                failure.message?.let { ": ${it.lines().first()}" }.orEmpty(),
            "report it to the project, with the trace below and the command you ran",
        )
}
