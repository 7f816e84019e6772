package io.kmigrate

import io.kmigrate.dialect.Dialects
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import javax.sql.DataSource

/** Runs [migrations] on [database], with the settings of [more]. */
internal fun migrator(
    database: DataSource,
    migrations: List<Migration>,
    more: MigratorBuilder.() -> Unit = {},
): Migrator =
    Migrator.builder()
        .dataSource(database)
        .source(MigrationSource.of(migrations))
        .apply(more)
        .build()

/** All tables, our own included, in order. */
internal fun allTables(database: DataSource): List<String> =
    database.connection.use { connection ->
        Dialects.forConnection(connection).introspector().introspect(connection).tables().map {
            it.name().name()
        }
    }

/** Users' tables, in order. */
internal fun usersTables(database: DataSource): List<String> =
    allTables(database).filterNot { it.startsWith("migrate_") }
