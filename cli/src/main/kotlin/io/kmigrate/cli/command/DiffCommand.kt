package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.failure.Outcome

internal class DiffCommand :
    Command(
        "diff",
        "Show the differences between the model and the database or the scripts.",
        listOf(
            "migrate diff" to "the changes that `revision --autogenerate` would write",
            "migrate diff --against history" to "the same, without a database",
            "migrate diff --json --exit-code" to
                "for programs: exit with 3 if there is a difference",
        ),
    ) {
    private val against by againstOption(Against.DATABASE)
    private val exitCode by
        option("--exit-code", help = "Exit with 3 if there is a difference.").flag()

    private fun target() = Against(against ?: Against.DATABASE)

    override fun settings(): Map<String, Setting> = target().settings()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val outcome = ComparisonOutput(session, target()).print()
        return if (exitCode) outcome else Outcome.DONE
    }
}
