package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.provideDelegate
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.option
import com.github.ajalt.clikt.parameters.types.choice
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.ImportMessages
import io.kmigrate.cli.output.ReportJson
import io.kmigrate.failure.Outcome
import io.kmigrate.importer.ImportMap
import io.kmigrate.importer.OldHistory
import io.kmigrate.importer.alembic.AlembicHistory
import io.kmigrate.message.ImportMessages as Refusals
import io.kmigrate.schema.TableName

internal class AdoptCommand :
    Command(
        "adopt",
        "Take over a database that another tool has migrated.",
        listOf(
            "migrate adopt" to "record the revisions that its history table names",
            "migrate adopt --dry-run" to "check everything, and record nothing",
            "migrate adopt --table audit.flyway_schema_history" to "with a table of another name",
        ),
    ) {
    private val from by
        option(
                "--from",
                metavar = "TOOL",
                help = "The other tool: ${ImportTool.names}. Default: the one that was imported.",
            )
            .choice(ImportTool.entries.associateBy { it.word })
    private val table by
        option(
            "--table",
            metavar = "NAME",
            help = "History table of the other tool. Default: the tool's own.",
        )
    private val dryRun by option("--dry-run", help = "Check everything, and record nothing.").flag()
    private val run by RunOptions()

    override fun settings(): Map<String, Setting> = run.settings()

    override val takesSeveralDatabases: Boolean
        get() = true

    override fun execute(session: Session): Outcome {
        val old = history(session)
        val report = if (dryRun) session.migrator.dryRunAdopt(old) else session.migrator.adopt(old)
        val place = report.revisions().joinToString(", ").ifEmpty { "base" }
        session.output.data({ mapOf("dryRun" to dryRun) + ReportJson.of(report) }) {
            if (dryRun) ImportMessages.wouldAdopt(place) else ImportMessages.adopted(place)
        }
        return Outcome.DONE
    }

    /** Where it is no version table of ours. */
    private fun alembic(session: Session, table: TableName): OldHistory {
        if (table == session.settings.versionTable) {
            throw Refusals.keepsTable("$table").exception()
        }
        return AlembicHistory(table, session.withoutDatabase().graph())
    }

    private fun history(session: Session): OldHistory {
        val folder = session.settings.scripts.first()
        val map =
            ImportMap.read(session.surroundings.folder.resolve(folder).resolve(ImportMap.NAME))
        val imported = session.settings.imported
        val word = from?.word ?: imported?.from()?.word()
        val tool = ImportTool.entries.find { it.word == (word ?: map.tool()) }
        if (tool == null || map.tool() != tool.word) {
            val file = "$folder/${ImportMap.NAME}"
            val found = map.tool()
            throw (if (found.isEmpty() || word == null) Refusals.noMap(file)
                else Refusals.mapOfOther(file, found, word))
                .exception()
        }
        val name = table?.let(TableName::parse) ?: imported?.table()?.takeIf { from == null }
        if (tool == ImportTool.ALEMBIC) {
            return alembic(session, name ?: TableName.of("alembic_version"))
        }
        return tool.history(name, map)
    }
}
