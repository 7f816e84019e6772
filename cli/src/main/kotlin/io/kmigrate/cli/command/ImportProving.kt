package io.kmigrate.cli.command

import io.kmigrate.Migrator
import io.kmigrate.cli.message.ImportMessages
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.ImportProof
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.OldSqlFile
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.RepeatableFile
import io.kmigrate.repeatable.RepeatableSource
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.run.RunSettings
import io.kmigrate.schema.TableName
import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException
import java.util.UUID
import javax.sql.DataSource

/**
 * Proves an import on two databases, which are named by their URLs or made for the moment.
 *
 * @property histories what the other tool has, by the database that it is for
 * @property scripts all of the project
 */
internal class ImportProving(
    private val session: Session,
    private val histories: Map<Dialect, ImportedHistory>,
    private val tool: ImportTool,
    private val scripts: Scripts,
) {
    /**
     * What a project says.
     *
     * @property kept revisions whose scripts a person may have changed since
     */
    class Scripts(
        val migrations: List<Migration>,
        val objects: List<DeclaredRepeatable>,
        val kept: Set<String>,
    )

    /**
     * Builds both.
     *
     * @param where two URLs with a comma between them, or the kind of an embedded database
     * @param oldSql what the other tool runs, where it wrote that into a file
     */
    fun prove(where: String, oldSql: Path?): ImportProof.Result {
        val isEmbedded = where in setOf(H2, SQLITE)
        if (!tool.runsSql && isEmbedded && oldSql == null) {
            throw ImportMessages.builtElsewhere(tool.word).exception()
        }
        return onDatabases(if (isEmbedded) listOf(where, where) else urls(where)) {
            proof,
            dialect,
            history ->
            when {
                oldSql != null -> {
                    val sql = OldSqlFile.read(session.surroundings.folder, oldSql, dialect, history)
                    proof.run(history, sql)
                }
                tool.runsSql -> proof.run(history)
                else -> proof.runBuilt(history, true)
            }
        }
    }

    /**
     * Compares with a copy of production, of which the catalog is read and nothing else.
     *
     * @param where its URL, and after a comma that of an empty database; one of SQLite and H2 is
     *   made for the moment
     */
    fun against(where: String): ImportProof.Result {
        val urls = urls(where)
        val copy = DatabaseUrl.parse(urls.first()).jdbcUrl()
        val embedded =
            listOf(SQLITE, H2).filter { it == Dialects.forUrl(copy).name() && urls.size == 1 }
        return onDatabases(urls + embedded) { proof, _, history ->
            proof.runBuilt(history, false)
        }
    }

    private fun urls(where: String): List<String> = where.split(',').map { it.trim() }

    private fun onDatabases(
        names: List<String>,
        compare: (ImportProof, Dialect, ImportedHistory) -> ImportProof.Result,
    ): ImportProof.Result {
        if (names.size != 2) throw ImportMessages.twoDatabases().exception()
        val folder = if (SQLITE in names) Files.createTempDirectory("kmigrate-proof") else null
        try {
            val urls = names.mapIndexed { place, name -> url(name, folder, place) }
            val dialect = dialect(urls)
            val (old, made) = urls.map(::source)
            return old.connection.use { left ->
                made.connection.use { right ->
                    val building = Building(made, scripts, session.settings.versionTable)
                    val proof = ImportProof(dialect, left, right, building, ::isOwn)
                    compare(proof, dialect, histories.getValue(dialect))
                }
            }
        } catch (failure: SQLException) {
            throw MigrationException(ImportMessages.proofFailed("${failure.message}"), failure)
        } finally {
            folder?.let { left ->
                Files.list(left).use { files -> files.forEach(Files::delete) }
                Files.delete(left)
            }
        }
    }

    private fun url(name: String, folder: Path?, place: Int): String =
        when (name) {
            H2 -> "jdbc:h2:mem:kmigrate_proof_${UUID.randomUUID()};DB_CLOSE_DELAY=-1"
            SQLITE -> "jdbc:sqlite:$folder/$place.db"
            else -> name
        }

    private fun dialect(urls: List<String>): Dialect {
        val found = urls.map { url -> Dialects.forUrl(DatabaseUrl.parse(url).jdbcUrl()) }
        val known = found.map { kind -> histories.keys.find { it.name() == kind.name() } }
        val wrong = found[maxOf(0, known.indexOf(null))]
        val first = known.first()
        if (first == null || known.any { it != first }) {
            val wanted = histories.keys.joinToString(", ") { it.name() }
            throw ImportMessages.otherKind(wrong.name(), wanted).exception()
        }
        return first
    }

    private fun source(text: String): DataSource {
        session.surroundings.secrets.add(DatabaseUrl.secrets(text))
        return DatabaseUrl.parse(text).dataSource()
    }

    private fun isOwn(table: TableName): Boolean =
        OTHERS.any { table.name().lowercase().startsWith(it) } ||
            RunSettings.ownTables(session.settings.versionTable).any {
                table.name().equals(it.name(), ignoreCase = true)
            }

    /** Runs the scripts of the project on a database. */
    private class Building(
        database: DataSource,
        private val scripts: Scripts,
        private val versionTable: TableName,
    ) : ImportProof.Scripts {
        private val revisions = migrator(database, MigrationSource.of(scripts.migrations))
        private val all = migrator(database, WithObjects(scripts))

        private fun migrator(database: DataSource, source: MigrationSource) =
            Migrator.builder()
                .source(source)
                .dataSource(database)
                .versionTable(versionTable)
                .build()

        override fun upgrade(revision: String) {
            revisions.upgrade(revision)
        }

        override fun makeObjects() {
            all.upgrade("heads")
        }

        override fun isKept(revision: String): Boolean = revision in scripts.kept
    }

    private class WithObjects(private val scripts: Scripts) :
        MigrationSource by MigrationSource.of(scripts.migrations) {
        override fun repeatables(): RepeatableSource =
            RepeatableSource.of(
                scripts.objects
                    .groupBy { it.file() }
                    .map { (file, own) ->
                        RepeatableFile(file, file, own.joinToString { it.`object`().checksum() })
                    },
                scripts.objects,
            )
    }

    private companion object {
        const val H2 = "h2"
        const val SQLITE = "sqlite"

        /** Tables of the other tools themselves. */
        val OTHERS = listOf("databasechangelog", "flyway_schema_history", "alembic_version")
    }
}
