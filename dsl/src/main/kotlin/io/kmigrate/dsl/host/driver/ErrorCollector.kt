package io.kmigrate.dsl.host.driver

import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation
import org.jetbrains.kotlin.cli.common.messages.MessageCollector

/** Keeps errors and drops the rest: a warning in a script stops nobody. */
internal class ErrorCollector : MessageCollector {
    val errors: MutableList<CompilerMessage> = mutableListOf()

    override fun clear() {
        errors.clear()
    }

    override fun hasErrors(): Boolean = errors.isNotEmpty()

    override fun report(
        severity: CompilerMessageSeverity,
        message: String,
        location: CompilerMessageSourceLocation?,
    ) {
        if (severity.isError) {
            errors +=
                CompilerMessage(
                    location?.path,
                    location?.line?.coerceAtLeast(0) ?: 0,
                    location?.column?.coerceAtLeast(0) ?: 0,
                    location?.lineContent,
                    message,
                )
        }
    }
}
