package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.message.LintMessages
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.ServerVersion
import io.kmigrate.lint.LintTarget
import java.util.Optional

/** A database that is described, and not asked. */
internal class LintTargetOptions : OptionGroup() {
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME",
            help = "Judge for this kind of database, and ask none: every table counts as large.",
        )
    private val version by
        option(
            "--target-version",
            metavar = "VERSION",
            help =
                "With --dialect: version of the server, such as 14 or 8.0.29. Default: the newest.",
        )

    /** Null where the database that is configured is asked. */
    fun target(): LintTarget? {
        val name = dialect
        if (name == null) {
            if (version != null) throw LintMessages.versionWithoutDialect().exception()
            return null
        }
        val known = version?.let {
            ServerVersion.parse(it).orElseThrow { LintMessages.badVersion(it).exception() }
        }
        return LintTarget.offline(Dialects.named(name).name(), Optional.ofNullable(known))
    }
}
