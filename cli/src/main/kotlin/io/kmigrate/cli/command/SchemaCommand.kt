package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.options.default
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.cli.output.AppliedRevisions
import io.kmigrate.cli.output.Mermaid
import io.kmigrate.cli.output.SchemaJson
import io.kmigrate.cli.output.SchemaPage
import io.kmigrate.compare.Comparison
import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.source.SchemaText
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Outcome
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Snapshot

internal class SchemaCommand :
    Command(
        "schema",
        "Show the schema that the scripts create, at any revision; needs no database.",
        listOf(
            "migrate schema" to "all of it, as one upgrade block",
            "migrate schema --at 8f2a --format sql --dialect postgresql" to
                "as SQL, at revision 8f2a",
            "migrate schema --format mermaid" to "a diagram for Markdown",
            "migrate schema --format html > schema.html" to "a page with a diagram, to search",
        ),
    ) {
    private val at by
        option("--at", metavar = "REV", help = "Revision. Default: heads.").default("heads")
    private val format by
        option("--format", help = "Format: kts, sql, json, mermaid or html. Default: kts.")
            .choice("kts", "sql", "json", "mermaid", "html")
    private val dialect by
        option(
            "--dialect",
            metavar = "NAME",
            help = "With --format sql: kind of database. Default: that of the URL.",
        )

    override fun execute(session: Session): Outcome {
        if (dialect != null && format != "sql") {
            throw UsageMessages.dialectWithoutFormat().exception()
        }
        if (session.output.mode.json && format != null && format != "json") {
            throw UsageMessages.jsonWithFormat("$format").exception()
        }
        if (format == "html") {
            return page(session)
        }
        val schema = session.migrator.schema(at)
        warn(session, schema)
        val text = if (format == "sql") sql(schema, wanted(session)) else null
        if (format == "json") {
            session.output.json(SchemaJson(schema).json())
        } else {
            session.output.exactData(SchemaJson(schema)::json) { text ?: script(schema) }
        }
        return Outcome.DONE
    }

    /** Where a database answers, the page says when each revision was applied. */
    private fun page(session: Session): Outcome {
        val history = session.migrator.schemaHistory(at)
        warn(session, history.schema())
        session.output.exactData({}) { SchemaPage(history, at, applied(session)).text() }
        return Outcome.DONE
    }

    private fun applied(session: Session): AppliedRevisions? {
        if (session.settings.url == null) return null
        return try {
            session.migrator.report(0).let { AppliedRevisions(it.status(), it.log()) }
        } catch (failure: MigrationException) {
            session.output.warn(ConfigurationMessages.appliedUnknown("${failure.message}"))
            null
        }
    }

    private fun warn(session: Session, schema: Snapshot) {
        if (schema.isUncertain) {
            session.output.warn(
                "what `execute` steps do to the schema is not known: say it with changes = { … }"
            )
        }
    }

    private fun script(schema: Snapshot): String =
        if (format == "mermaid") Mermaid(schema).text() else SchemaText.of(operations(schema))

    private fun operations(schema: Snapshot): List<Operation> =
        Comparison.withNothing(schema).changes().map { it.operation() }

    private fun sql(schema: Snapshot, dialect: Dialect): String {
        var before = Snapshot.empty()
        return operations(schema)
            .flatMap { operation ->
                val statements = dialect.render(operation, Catalog.of(before))
                before = operation.apply(before)
                statements
            }
            .joinToString("\n\n") { dialect.script().statement(it) }
    }

    private fun wanted(session: Session): Dialect =
        dialect?.let(Dialects::named)
            ?: session.databaseUrl()?.let { Dialects.forUrl(it.jdbcUrl()) }
            ?: throw UsageMessages.formatWithoutDialect().exception()
}
