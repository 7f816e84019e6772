package io.kmigrate.cli.command

import io.kmigrate.OfflineMigrator
import io.kmigrate.cli.message.RunMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.Outcome

/** How a command ends that prints SQL instead of running it. */
internal class SqlOutput(private val session: Session, private val dialectName: String?) {
    /** Prints what [write] makes of a range. */
    fun print(write: OfflineMigrator.() -> String): Outcome {
        val dialect = dialect()
        val sql = session.offline(dialect).write()
        if (sql.isEmpty()) {
            session.output.note(RunMessages.nothingToDo())
        }
        session.output.exactData({ linkedMapOf("dialect" to dialect.name(), "sql" to sql) }) {
            sql.trimEnd()
        }
        return Outcome.DONE
    }

    /** The same for the one target that text can have. */
    fun print(targets: List<String>, write: OfflineMigrator.(String) -> String): Outcome {
        if (targets.size > 1) {
            throw UsageMessages.severalSqlTargets(targets.first(), targets.size).exception()
        }
        return print { write(targets.firstOrNull() ?: "head") }
    }

    private fun dialect(): Dialect {
        dialectName?.let {
            return Dialects.named(it)
        }
        val url =
            session.databaseUrl()
                ?: throw UsageMessages.sqlWithoutDialect(Dialects.all().map { it.name() })
                    .exception()
        return Dialects.forUrl(url.jdbcUrl())
    }
}
