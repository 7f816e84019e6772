package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome

internal class DiffCommand :
    Command(
        "diff",
        "Show how the model differs from the database or from the scripts; writes nothing.",
        listOf(
            "migrate diff" to "what `revision --autogenerate` would write",
            "migrate diff --against history" to "the same, without a database",
            "migrate diff --json --exit-code" to "for programs: exits with 3 when there is any",
        ),
    ) {
    private val against by againstOption(Against.DATABASE)
    private val exitCode by
        option("--exit-code", help = "Exit with 3 when there is a difference.").flag()

    private fun target() = Against(against ?: Against.DATABASE)

    override fun settings(): Map<String, Setting> = target().settings()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val outcome = ComparisonOutput(session, target()).print()
        return if (exitCode) outcome else Outcome.DONE
    }
}
