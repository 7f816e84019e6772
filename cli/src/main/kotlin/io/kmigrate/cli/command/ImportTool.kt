package io.kmigrate.cli.command

import io.kmigrate.cli.message.ImportMessages
import io.kmigrate.dialect.Dialect
import io.kmigrate.importer.Baseline
import io.kmigrate.importer.ImportMap
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.ImportedRevision
import io.kmigrate.importer.OldHistory
import io.kmigrate.importer.StatementImport
import io.kmigrate.importer.alembic.AlembicReader
import io.kmigrate.importer.flyway.FlywayHistory
import io.kmigrate.importer.flyway.FlywayReader
import io.kmigrate.importer.flyway.FlywaySettings
import io.kmigrate.importer.flyway.FlywaySettingsFile
import io.kmigrate.importer.liquibase.LiquibaseHistory
import io.kmigrate.importer.liquibase.LiquibaseReader
import io.kmigrate.schema.TableName
import java.nio.file.Files
import java.nio.file.Path

/**
 * A tool whose history can be imported.
 *
 * @property runsSql whether its files are SQL, which a proof can run without the tool
 */
internal enum class ImportTool(val word: String, val runsSql: Boolean) {
    FLYWAY("flyway", true) {
        override fun read(request: Request): ImportedHistory {
            val settings = flywaySettings(request)
            val folders = request.folders.ifEmpty { locations(settings, request.base) }
            if (folders.isEmpty()) throw ImportMessages.noFolder().exception()
            return request.history { FlywayReader(request.base, settings, it).read(folders) }
        }

        override val order: Comparator<ImportedRevision>
            get() = FlywayReader.order()

        override fun history(table: TableName?, map: ImportMap): OldHistory =
            FlywayHistory(table ?: TableName.of(FlywaySettings.standard().table()), map)
    },
    LIQUIBASE("liquibase", false) {
        override fun read(request: Request): ImportedHistory {
            if (request.folders.isEmpty()) throw ImportMessages.noChangeLog().exception()
            return request.history {
                LiquibaseReader(request.base, request.contexts, request.values, it)
                    .read(request.folders)
            }
        }

        override fun history(table: TableName?, map: ImportMap): OldHistory =
            LiquibaseHistory(table, map)
    },
    ALEMBIC("alembic", false) {
        override fun read(request: Request): ImportedHistory {
            if (request.folders.isEmpty()) throw ImportMessages.noVersions().exception()
            return AlembicReader(
                    request.base,
                    request.dialect,
                    request.python,
                    request.stub,
                    request.types,
                )
                .read(request.folders, request.sqlOnly, request.baseline)
        }

        override fun history(table: TableName?, map: ImportMap): OldHistory =
            throw io.kmigrate.message.ImportMessages.keepsTable("${table ?: "alembic_version"}")
                .exception()
    };

    /**
     * What the user asks for.
     *
     * @property base where relative paths begin
     * @property baseline what a database has before the history begins
     * @property python the interpreter of a tool whose migrations are programs
     * @property stub whether modules of theirs may be missing
     * @property types of the database, by the names of classes in such modules
     */
    class Request(
        val base: Path,
        val folders: List<Path>,
        val settings: List<String>,
        val values: Map<String, String>,
        val dialect: Dialect,
        val contexts: List<String>,
        val sqlOnly: Boolean,
        val baseline: Baseline,
        val python: String,
        val stub: Boolean,
        val types: Map<String, String>,
    ) {
        fun history(read: (StatementImport) -> ImportedHistory): ImportedHistory =
            baseline.before(dialect, sqlOnly, read)
    }

    abstract fun read(request: Request): ImportedHistory

    /** Of revisions that no database has both of. */
    open val order: Comparator<ImportedRevision> = Comparator { _, _ -> 0 }

    /** The history table in a database, whose name is null where it is the tool's own. */
    abstract fun history(table: TableName?, map: ImportMap): OldHistory

    companion object {
        /** In a sentence. */
        val names: String
            get() = entries.joinToString(", ") { it.word }

        private val SETTINGS =
            listOf(
                "flyway.conf",
                "conf/flyway.conf",
                "flyway.toml",
                "src/main/resources/application.properties",
                "src/main/resources/application.yml",
                "src/main/resources/application.yaml",
            )

        /** Later files win, and the command line wins over all. */
        fun flywaySettings(request: Request): FlywaySettings {
            val files =
                request.settings.ifEmpty {
                    SETTINGS.filter { Files.isRegularFile(request.base.resolve(it)) }
                }
            return files
                .fold(FlywaySettings.standard()) { known, file ->
                    known.with(FlywaySettingsFile.read(request.base.resolve(file), file))
                }
                .with(request.values.mapKeys { (name, _) -> "placeholders.$name" })
        }

        private fun locations(settings: FlywaySettings, base: Path): List<Path> =
            settings.locations().map { location ->
                val path = location.substringAfter(':').replace("{vendor}", "").trimEnd('/')
                val resources = Path.of("src/main/resources").resolve(path)
                val isResource =
                    !location.startsWith("filesystem:") &&
                        Files.isDirectory(base.resolve(resources))
                if (isResource) resources else Path.of(path)
            }
    }
}
