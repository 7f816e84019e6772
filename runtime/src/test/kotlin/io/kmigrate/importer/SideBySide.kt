package io.kmigrate.importer

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.dialect.Dialects
import io.kmigrate.importer.ImportedRevision.Origin
import io.kmigrate.importer.takeover.ImportSettings
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.importer.takeover.RevisionExport
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.RepeatableFile
import io.kmigrate.repeatable.RepeatableSource
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.Revision
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.Index
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import java.nio.file.Files
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.name
import kotlin.io.path.writeText

/** Tables of the tools themselves. */
internal val OWN =
    listOf("migrate_", "databasechangelog", "flyway_schema_history", "alembic_version")

/** Scripts, and the map beside them, as an import and an export leave them. */
internal class SideScripts(
    val migrations: List<Migration>,
    var map: ImportMap,
    val objects: List<DeclaredRepeatable> = listOf(),
) : MigrationSource {
    override fun repeatables(): RepeatableSource =
        RepeatableSource.of(
            objects.map { RepeatableFile(it.file(), it.file(), it.`object`().checksum()) },
            objects,
        )

    override fun revisions() = migrations.map { it.revision() }

    override fun load(revisions: Collection<Revision>) = migrations.associateBy {
        it.revision().id()
    }

    override fun textsBeside(name: String) = listOf(map.text())
}

internal fun SideScripts.migrator(
    database: DataSource,
    tool: OldTool,
    alsoWrite: Boolean = true,
    more: MigratorBuilder.() -> Unit = {},
): Migrator {
    val settings = ImportSettings.of(tool)
    return Migrator.builder()
        .dataSource(database)
        .source(this)
        .importedFrom(if (alsoWrite) settings.alsoWriting() else settings)
        .apply(more)
        .build()
}

/** Some of its revisions as statements. */
internal fun SideScripts.export(dialect: String, ids: Set<String>, stubs: Boolean = false) =
    RevisionExport(this, Dialects.named(dialect), null).of(ids, stubs)

/** The revision that stands for the first file of the other tool, which makes the table. */
internal fun customers(id: String): Migration =
    migration(
        id,
        up =
            listOf(
                CreateTable(
                    Table.of(
                        TableName.of("customers"),
                        listOf(
                            Column.of("id", ColumnType.IntegerType(32, false)),
                            Column.of("email", ColumnType.VarcharType(254)),
                        ),
                        PrimaryKey(null, listOf("id")),
                    ),
                    false,
                )
            ),
    )

/**
 * What the application adds once it is on Kmigrate: one that has a parameter-like text, and one of
 * several statements.
 */
internal fun added(first: String): List<Migration> =
    listOf(
        migration(
            "n1",
            first,
            down = listOf(sql("drop table notes")),
            up =
                listOf(
                    create("notes"),
                    sql("insert into notes (id, name) values (1, '10:30 \${x} 100%')"),
                ),
        ),
        migration(
            "n2",
            "n1",
            up =
                listOf<Operation>(
                    AddColumn(
                        TableName.of("customers"),
                        Column.of("phone", ColumnType.VarcharType(32)).withNullable(true),
                        null,
                        false,
                    ),
                    CreateIndex(
                        TableName.of("customers"),
                        Index.of("ix_phone", "phone"),
                        false,
                        false,
                    ),
                ),
        ),
    )

internal fun TestDatabase.dialect() = Dialects.named(word())

internal fun TestDatabase.word() = name.lowercase()

/** The tables of the application. */
internal fun catalog(database: DataSource): Snapshot =
    database.connection.use { connection ->
        val found = Dialects.forConnection(connection).introspector().introspect(connection)
        Snapshot.of(
            found.tables().filter { table ->
                OWN.none { table.name().name().lowercase().startsWith(it) }
            }
        )
    }

internal fun Path.put(export: Export) {
    (export.files() + export.changed()).forEach { (path, text) -> resolve(path).writeText(text) }
}

internal fun Path.names(): List<String> =
    Files.list(this).use { files -> files.map { it.name }.toList() }

internal fun origins(vararg known: Pair<String, Origin>) = mapOf(*known)
