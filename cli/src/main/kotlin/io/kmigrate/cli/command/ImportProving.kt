package io.kmigrate.cli.command

import io.kmigrate.Migrator
import io.kmigrate.cli.message.ImportMessages
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.ImportProof
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException
import java.util.UUID
import javax.sql.DataSource

/** Proves an import on two databases, which are named by their URLs or made for the moment. */
internal class ImportProving(
    private val session: Session,
    private val dialect: Dialect,
    private val tool: ImportTool,
) {
    /** @param where two URLs with a comma between them, or the kind of an embedded database */
    fun run(
        where: String,
        history: ImportedHistory,
        migrations: List<Migration>,
    ): ImportProof.Result {
        val folder = if (where == SQLITE) Files.createTempDirectory("kmigrate-proof") else null
        try {
            val (old, made) = databases(where, folder)
            return prove(old, made, history, migrations)
        } catch (failure: SQLException) {
            throw MigrationException(ImportMessages.proofFailed("${failure.message}"), failure)
        } finally {
            folder?.let { left ->
                Files.list(left).use { files -> files.forEach(Files::delete) }
                Files.delete(left)
            }
        }
    }

    private fun databases(where: String, folder: Path?): List<DataSource> {
        if (!tool.runsSql && where in setOf(H2, SQLITE)) {
            throw ImportMessages.builtElsewhere(tool.word).exception()
        }
        val urls =
            when (where) {
                H2 ->
                    List(2) { "jdbc:h2:mem:kmigrate_proof_${UUID.randomUUID()};DB_CLOSE_DELAY=-1" }
                SQLITE -> List(2) { "jdbc:sqlite:$folder/$it.db" }
                else -> where.split(',').map { it.trim() }
            }
        if (urls.size != 2) throw ImportMessages.twoDatabases().exception()
        urls
            .map { DatabaseUrl.parse(it).jdbcUrl() }
            .find { !dialect.driver().handles(it) }
            ?.let {
                val found = Dialects.forUrl(it).name()
                throw ImportMessages.otherKind(found, dialect.name()).exception()
            }
        return urls.map { text ->
            session.surroundings.secrets.add(DatabaseUrl.secrets(text))
            DatabaseUrl.parse(text).dataSource()
        }
    }

    private fun prove(
        old: DataSource,
        made: DataSource,
        history: ImportedHistory,
        migrations: List<Migration>,
    ): ImportProof.Result {
        val migrator =
            Migrator.builder().source(MigrationSource.of(migrations)).dataSource(made).build()
        return old.connection.use { left ->
            made.connection.use { right ->
                val proof =
                    ImportProof(dialect, left, right, { migrator.upgrade(it) }) { table ->
                        OWN.any { table.name().lowercase().startsWith(it) }
                    }
                if (tool.runsSql) proof.run(history) else proof.runBuilt(history)
            }
        }
    }

    private companion object {
        const val H2 = "h2"
        const val SQLITE = "sqlite"

        /** Tables of the tools themselves. */
        val OWN =
            listOf("migrate_", "databasechangelog", "flyway_schema_history", "alembic_version")
    }
}
