package io.kmigrate.cli.output

import io.kmigrate.failure.VisibleText
import io.kmigrate.repeatable.RepeatableStep
import io.kmigrate.repeatable.RepeatableStep.Action
import io.kmigrate.repeatable.RepeatableStep.Reason

/** Objects that follow their text, in plans and progress. */
internal object RepeatableLines {
    private const val SIGN = "↻"

    /** `↻ view mails`, or what else becomes of it. */
    fun line(step: RepeatableStep, paint: Paint): String {
        val name = "$SIGN ${paint.name(VisibleText.line(step.`object`().key()))}"
        return when (step.action()) {
            Action.APPLY -> name
            Action.DROP -> "$name  dropped"
            Action.FORGET -> "$name  no longer declared"
            Action.RELEASE -> "$name  as the revisions made it"
            Action.SET_ASIDE -> "$name  set aside"
        }
    }

    /**
     * As a plan shows it, with the reason.
     *
     * @param statements what is sent for it; none where that is not wanted
     */
    fun planned(step: RepeatableStep, paint: Paint, statements: List<String>): List<String> =
        listOf("${line(step, paint)}  ${paint.faint(reason(step.reason()))}") +
            statements
                .flatMap { "${it.trimEnd().removeSuffix(";")};".lines() }
                .map { "        $it" }

    private fun reason(reason: Reason): String =
        when (reason) {
            Reason.NEW -> "new"
            Reason.CHANGED -> "its text changed"
            Reason.DEPENDENCY -> "something that it needs changes"
            Reason.MISSING -> "missing in the database"
            Reason.REMOVED -> "no script declares it"
            Reason.FORMER -> "as it was there"
        }

    fun json(step: RepeatableStep, statements: List<String>?): Map<String, Any?> =
        linkedMapOf<String, Any?>(
            "object" to step.`object`().key(),
            "action" to step.action().word(),
            "reason" to step.reason().word(),
            "file" to step.file().ifEmpty { null },
        ) + statements?.let { mapOf("sql" to it) }.orEmpty()
}
